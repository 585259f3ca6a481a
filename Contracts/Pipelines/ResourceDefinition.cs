namespace EtlAspire.Contracts.Pipelines;

/// <summary>One endpoint of the source and the table that its records become.</summary>
/// <param name="Name">The resource's name, in snake_case, unique in the pipeline.</param>
/// <param name="Table">The table's name, in snake_case, unique in the pipeline; the resource's name unless said
/// otherwise.</param>
/// <param name="Path">The path below the base URL, with a leading slash; may hold placeholders.</param>
/// <param name="BaseUrl">Takes the place of the source's base URL, if given; may hold placeholders.</param>
/// <param name="Params">Query parameters; they go before the source's of the same name. May hold placeholders.</param>
/// <param name="DataSelector">The names that lead to the array of records, joined by dots; none: the answer
/// itself.</param>
/// <param name="Paginator">How the pages follow each other: the resource's, else the source's, else a single
/// page.</param>
/// <param name="PrimaryKey">The columns that tell one row from another; may be empty.</param>
/// <param name="WriteDisposition">What happens to the rows that the table already has.</param>
/// <param name="Transform">The steps, in order.</param>
public sealed record ResourceDefinition(
    string Name,
    string Table,
    string Path,
    string? BaseUrl,
    IReadOnlyDictionary<string, string> Params,
    string? DataSelector,
    PaginatorDefinition Paginator,
    IReadOnlyList<string> PrimaryKey,
    WriteDisposition WriteDisposition,
    IReadOnlyList<StepDefinition> Transform);
