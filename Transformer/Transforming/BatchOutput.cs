using EtlAspire.Contracts.Batches;

namespace EtlAspire.Transformer.Transforming;

/// <summary>What came of a batch: records = rows + filtered + rejects.</summary>
/// <param name="Columns">The columns of the typed file.</param>
/// <param name="Rows">Rows in the typed file; it exists if there is one.</param>
/// <param name="Filtered">Records that a filter left out.</param>
/// <param name="Rejects">Records that could not be used, by line.</param>
/// <param name="Missing">Columns that a step names and no record has.</param>
internal sealed record BatchOutput(
    IReadOnlyList<TypedColumn> Columns, long Rows, long Filtered, IReadOnlyList<Reject> Rejects, IReadOnlyList<MissingName> Missing)
{
    /// <summary>What comes of no records.</summary>
    public static BatchOutput Empty { get; } = new([], 0, 0, [], []);
}

/// <summary>A record that could not be used.</summary>
/// <param name="Line">Its line in the raw file, from 1.</param>
/// <param name="Reason">Why, in words.</param>
internal sealed record Reject(int Line, string Reason);
