namespace EtlAspire.Contracts.Pipelines;

/// <summary>Where in the source a resource's records are.</summary>
public abstract record ResourceOrigin;

/// <summary>An endpoint of a <see cref="RestSource"/>.</summary>
/// <param name="Path">The path below the base URL, with a leading slash; empty for the base URL itself; may hold placeholders.</param>
/// <param name="BaseUrl">Takes the place of the source's base URL, if given; may hold placeholders.</param>
/// <param name="Params">Query parameters; they go before the source's of the same name. May hold placeholders.</param>
/// <param name="DataSelector">The names that lead to the array of records, joined by dots; none: the answer
/// itself.</param>
/// <param name="Paginator">How the pages follow each other: the resource's, else the source's, else a single
/// page.</param>
public sealed record RestOrigin(
    string Path,
    string? BaseUrl,
    IReadOnlyDictionary<string, string> Params,
    string? DataSelector,
    PaginatorDefinition Paginator) : ResourceOrigin;

/// <summary>Files of a <see cref="FilesSource"/>.</summary>
/// <param name="FileGlob">Which ones: names joined by forward slashes, as <see cref="FileGlobs"/> reads them.</param>
public sealed record FilesOrigin(string FileGlob) : ResourceOrigin;
