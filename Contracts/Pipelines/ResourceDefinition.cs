namespace EtlAspire.Contracts.Pipelines;

/// <summary>A part of the source and the table that its records become.</summary>
/// <param name="Line">The line of the definition where it begins, from 1.</param>
/// <param name="Column">The column there, from 1.</param>
/// <param name="Name">The resource's name, in snake_case, unique in the pipeline.</param>
/// <param name="Table">The table's name, in snake_case, unique in the pipeline; the resource's name unless said
/// otherwise.</param>
/// <param name="Origin">Where in the source its records are; of the kind that fits the source.</param>
/// <param name="PrimaryKey">The columns that tell one row from another; may be empty.</param>
/// <param name="WriteDisposition">What happens to the rows that the table already has.</param>
/// <param name="AllowEmpty">Whether <c>replace</c> may empty a table that has rows.</param>
/// <param name="MissingColumnFails">Whether a column that a step names and no record has fails the run.</param>
/// <param name="Transform">The steps, in order.</param>
public sealed record ResourceDefinition(
    int Line,
    int Column,
    string Name,
    string Table,
    ResourceOrigin Origin,
    IReadOnlyList<string> PrimaryKey,
    WriteDisposition WriteDisposition,
    bool AllowEmpty,
    bool MissingColumnFails,
    IReadOnlyList<StepDefinition> Transform);
