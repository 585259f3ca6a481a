using EtlAspire.Contracts.Runs;
using EtlAspire.Transformer.Transforming;

namespace EtlAspire.Transformer.Tests.Support;

/// <summary>What came of a batch.</summary>
/// <param name="Output">What the catalog is told.</param>
/// <param name="Records">Its rows: <c>_record</c> and the values, joined by bars, with ∅ for null.</param>
internal sealed record Transformed(BatchOutput Output, IReadOnlyList<string> Records)
{
    /// <summary>The columns, such as <c>id bigint, note ?</c>.</summary>
    public string Columns => string.Join(", ",
        Output.Columns.Select(column => $"{column.Name} {column.Type?.ToString().ToLowerInvariant() ?? "?"}"));

    /// <summary>The rows without their numbers.</summary>
    public IEnumerable<string> Rows => Records.Select(record => record[(record.IndexOf('|') + 1)..]);

    /// <summary>The error that a transformation ends in.</summary>
    public static async Task<RunError> ErrorOfAsync(string[] steps, params string[] records) =>
        (await Assert.ThrowsAsync<RunFailedException>(() => TestBatch.TransformAsync(steps, records))).Error;
}
