namespace EtlAspire.BrowserTests.Browsing;

/// <summary>Pipelines that the tests put beside the samples.</summary>
internal static class Definitions
{
    /// <summary>Its errors: an unknown key on line 3, no base URL on line 4, an unknown disposition on line 8.</summary>
    public const string WithErrors = """
        name: mistaken
        description: A definition with three errors
        shedule: "0 3 * * *"
        source: { type: rest }
        resources:
          - name: users
            path: /users
            write_disposition: replce
        destination: { schema: browser }
        """;

    /// <summary>A pipeline of one resource, whose table is named after it.</summary>
    public static string Of(string name, string baseUrl, string path, string steps = "[flatten]") => $$"""
        name: {{name}}
        description: Reads {{path}} for the browser tests
        source: { type: rest, base_url: "{{baseUrl}}" }
        resources:
          - name: {{name.Replace('-', '_')}}
            path: "{{path}}"
            write_disposition: replace
            transform: {{steps}}
        destination: { schema: browser }
        """;

    /// <summary>A pipeline over the sample API.</summary>
    public static string OfSamples(string name, string path) => Of(name, "${env:SAMPLE_API}", path);

    /// <summary>A pipeline that rejects two records that hold HTML, one in extract and one in transform, and loads a third.</summary>
    public static string OfHostileRecords(string name, TestSource source) =>
        Of(name, source.Address, "/hostile", "[flatten, { cast: { id: bigint } }]");
}
