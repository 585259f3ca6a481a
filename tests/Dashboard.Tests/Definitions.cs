namespace EtlAspire.Dashboard.Tests;

internal static class Definitions
{
    /// <summary>A name that no other test uses.</summary>
    public static string NewName(string prefix = "p") => $"{prefix}-{Guid.NewGuid():N}"[..20];

    public static string Yaml(string name, string description = "For a test", string? schedule = null, string? schema = null) => $$"""
        name: {{name}}
        description: {{description}}
        {{(schedule is null ? "# no schedule" : $"schedule: \"{schedule}\"")}}
        source: { type: rest, base_url: "http://localhost" }
        resources:
          - name: things
            path: /things
            primary_key: id
            write_disposition: replace
            transform: [flatten]
        destination: { schema: {{schema ?? name.Replace('-', '_')}} }
        """;
}
