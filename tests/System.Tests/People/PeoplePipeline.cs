using EtlAspire.SystemTests.Hosting;

namespace EtlAspire.SystemTests.People;

/// <summary>People of a chosen number, loaded as they come so that the table can be compared with the source.</summary>
internal static class PeoplePipeline
{
    public const string Name = "people-as-they-come";
    public const string Table = "people_as_they_come";

    public static Task PutAsync(EtlSystem system, int total, CancellationToken cancellationToken) =>
        system.Client.PutPipelineAsync(Name, $$"""
            name: {{Name}}
            source: { type: rest, base_url: "${env:SAMPLE_API}" }
            resources:
              - name: {{Table}}
                path: /people
                params: { per_page: 5000, total: {{total}} }
                paginator: { type: page_number }
                write_disposition: replace
                transform: [flatten]
            destination: { schema: warehouse }
            """, cancellationToken);
}
