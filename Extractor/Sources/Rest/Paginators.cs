using System.Diagnostics;
using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>Makes the paginator that a definition asks for.</summary>
internal static class Paginators
{
    public static IPaginator Create(PaginatorDefinition definition, string? checkpoint) => definition switch
    {
        SinglePagePaginator => new SinglePage(),
        PageNumberPaginator pageNumber => new PageNumber(pageNumber, checkpoint),
        _ => throw new UnreachableException($"There is no paginator for {definition.GetType().Name}."),
    };
}
