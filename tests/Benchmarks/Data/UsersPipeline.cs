namespace EtlAspire.Benchmarks.Data;

/// <summary>The pipeline that every way has to keep up with: the users flattened to 17 columns.</summary>
internal static class UsersPipeline
{
    public const string Name = "bench-users";
    public const string Schema = "warehouse";
    public const string Table = "bench_users";

    /// <summary>The definition for a dataset of so many users.</summary>
    public static string Definition(long rows) => $$"""
        name: {{Name}}
        description: Generated users out of a file, for the benchmark
        source: { type: files }
        resources:
          - name: {{Table}}
            file_glob: {{Dataset.GlobFor(rows)}}
            primary_key: id
            write_disposition: replace
            transform:
              - flatten
              - split: { column: name, into: [first_name, last_name], separator: " " }
              - lower: [email]
              - fill: { phone: unknown }
              - cast: { address_geo_lat: double, address_geo_lng: double }
        destination: { schema: {{Schema}} }
        """;
}
