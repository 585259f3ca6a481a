using System.Globalization;
using System.Text.Json;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Extractor.Scanning;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>Pages are asked for by number, until one is empty or the answer says that none follows.</summary>
internal sealed class PageNumber(PageNumberPaginator definition, string? checkpoint) : IPaginator
{
    private int _page = checkpoint is null
        ? definition.BasePage
        : JsonSerializer.Deserialize<Position>(checkpoint, JsonSerializerOptions.Web)!.Page;

    public string Checkpoint => JsonSerializer.Serialize(new Position(_page), JsonSerializerOptions.Web);

    public bool Completed { get; private set; }

    public string PageName => $"page {_page}";

    public IReadOnlyList<string> AnswerPaths { get; } =
        [.. new[] { definition.TotalPath, definition.HasMorePath }.OfType<string>().Distinct()];

    public void Apply(IDictionary<string, string> query) =>
        query[definition.PageParam] = _page.ToString(CultureInfo.InvariantCulture);

    public void Advance(PageContent page)
    {
        Completed = (definition.StopAfterEmptyPage && page.Records == 0)
            || _page >= definition.MaximumPage
            || (definition.HasMorePath is { } hasMorePath && !ReadHasMore(page, hasMorePath))
            || (definition.TotalPath is { } totalPath && _page >= definition.BasePage + ReadTotal(page, totalPath) - 1);
        _page++;
    }

    private static bool ReadHasMore(PageContent page, string path) => page.Values.GetValueOrDefault(path)?.Kind switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Missing("has_more_path", path, "true or false"),
    };

    private static long ReadTotal(PageContent page, string path) =>
        page.Values.GetValueOrDefault(path) is { } value
        && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var total)
            ? total
            : throw Missing("total_path", path, "a number of pages");

    private static ResponseException Missing(string option, string path, string expected) => new("bad_paginator",
        $"answered without {expected} at '{path}', where {option} looks for it",
        $"Let {option} of the paginator name a place that every answer has, or leave it out.");

    private sealed record Position(int Page);
}
