namespace EtlAspire.Contracts.Pipelines;

/// <summary>Where a pipeline's records come from.</summary>
public abstract record SourceDefinition;

/// <summary>A web API that answers with JSON. Every text may hold placeholders.</summary>
/// <param name="BaseUrl">What the resources' paths are added to.</param>
/// <param name="Headers">Sent with every request.</param>
/// <param name="Params">Query parameters of every request, unless a resource gives its own of the same name.</param>
/// <param name="Paginator">The paginator of the resources that name none.</param>
public sealed record RestSource(
    string BaseUrl,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> Params,
    PaginatorDefinition? Paginator) : SourceDefinition;

/// <summary>Files in the folder that <c>ETL_FILES_DIR</c> names for the Extractor, a JSON object on each line.</summary>
public sealed record FilesSource : SourceDefinition;
