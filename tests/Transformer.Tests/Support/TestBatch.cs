using DuckDB.NET.Data;
using EtlAspire.Contracts.Batches;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Storage;
using EtlAspire.Transformer.Transforming;
using ZstdSharp;

namespace EtlAspire.Transformer.Tests.Support;

/// <summary>Transforms records as the service does, and reads what came of them.</summary>
internal static class TestBatch
{
    /// <summary>When the run was requested.</summary>
    public static DateTimeOffset RequestedAt { get; } = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    /// <summary>Transforms records by steps, each a line of a definition's <c>transform</c>.</summary>
    public static async Task<Transformed> TransformAsync(string[] steps, params string[] records)
    {
        Transformed? result = null;
        await TransformAsync(steps, records, (path, output) =>
        {
            result = new Transformed(output, File.Exists(path) ? ReadRows(path, output.Columns) : []);
            return Task.CompletedTask;
        });
        return result!;
    }

    /// <summary>Transforms records and looks at the typed file.</summary>
    public static async Task TransformAsync(
        string[] steps, string[] records, Func<string, BatchOutput, Task> check, CancellationToken? cancellationToken = null)
    {
        var folder = Directory.CreateTempSubdirectory("etl-test-");
        try
        {
            var rawPath = Path.Combine(folder.FullName, "raw.ndjson.zst");
            await WriteRawAsync(rawPath, records);
            var typedPath = Path.Combine(folder.FullName, "typed.parquet");
            var input = new BatchInput(rawPath, 7, records.Length, Shapes.Of(records), Steps(steps), RequestedAt);
            await check(typedPath, await BatchTransformation.RunAsync(
                input, typedPath, cancellationToken ?? TestContext.Current.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Writes a raw file as the Extractor does.</summary>
    public static async Task WriteRawAsync(string path, IEnumerable<string> records)
    {
        await using var file = File.Create(path);
        await using var compressed = new CompressionStream(file, 1);
        await using var writer = new StreamWriter(compressed);
        foreach (var record in records)
            await writer.WriteAsync($"{record}\n");
    }

    /// <summary>A definition with these steps; the first stands on line 8.</summary>
    public static string Definition(params string[] steps) => $"""
        name: test
        source: {"{ type: rest, base_url: 'http://localhost' }"}
        destination: {"{ schema: warehouse }"}
        resources:
          - name: things
            path: /things
            transform:
        {string.Join('\n', steps.Select(step => $"      - {step}"))}
        """;

    private static IReadOnlyList<StepDefinition> Steps(string[] steps)
    {
        if (steps.Length == 0)
            return [];

        var result = PipelineReader.ReadStored(Definition(steps));
        Assert.Empty(result.Errors);
        return result.Definition!.Resources[0].Transform;
    }

    private static List<string> ReadRows(string path, IReadOnlyList<TypedColumn> columns)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        var items = columns.Select(column => $", coalesce(CAST({SqlName.Quote(column.Name)} AS VARCHAR), '∅')");
        command.CommandText =
            $"SET TimeZone = 'UTC'; SELECT concat_ws('|', _record{string.Concat(items)}) FROM {SqlName.Literal(path)}";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        do
        {
            while (reader.Read())
                rows.Add(reader.GetString(0));
        }
        while (reader.NextResult());
        return rows;
    }
}
