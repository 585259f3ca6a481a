namespace EtlAspire.Contracts.Pipelines;

/// <summary>How the pages of a resource follow each other.</summary>
public abstract record PaginatorDefinition;

/// <summary>Everything comes in one answer.</summary>
public sealed record SinglePagePaginator : PaginatorDefinition;

/// <summary>Pages are asked for by number. The page's size, if it can be chosen, belongs in the resource's params.</summary>
/// <param name="BasePage">The first page's number.</param>
/// <param name="PageParam">The query parameter that carries the number.</param>
/// <param name="TotalPath">Where the answer holds the number of pages: names joined by dots.</param>
/// <param name="MaximumPage">The last page to ask for.</param>
/// <param name="StopAfterEmptyPage">Whether a page without records is the end.</param>
/// <param name="HasMorePath">Where the answer says whether another page follows: names joined by dots.</param>
public sealed record PageNumberPaginator(
    int BasePage = 1,
    string PageParam = "page",
    string? TotalPath = null,
    int? MaximumPage = null,
    bool StopAfterEmptyPage = true,
    string? HasMorePath = null) : PaginatorDefinition;
