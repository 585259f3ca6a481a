using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Extractor.Scanning;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>Pages are asked for by number, until one is empty or the answer says that none follows.</summary>
internal sealed class PageNumber(PageNumberPaginator definition, string? checkpoint) : IPaginator
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerOptions.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    // Only an empty page ends these: a source that ignores the page's number would be read for ever.
    private readonly bool _mayBeEndless =
        definition is { MaximumPage: null, HasMorePath: null, TotalPath: null };

    private Position _position = checkpoint is null
        ? new Position(definition.BasePage)
        : JsonSerializer.Deserialize<Position>(checkpoint, Json)!;

    public string Checkpoint => JsonSerializer.Serialize(_position, Json);

    public bool Completed { get; private set; }

    public string PageName => $"page {_position.Page}";

    public IReadOnlyList<string> AnswerPaths { get; } =
        [.. new[] { definition.TotalPath, definition.HasMorePath }.OfType<string>().Distinct()];

    public void Apply(IDictionary<string, string> query) =>
        query[definition.PageParam] = _position.Page.ToString(CultureInfo.InvariantCulture);

    public void Advance(PageContent page)
    {
        if (_mayBeEndless && page.Checksum is not null && page.Checksum == _position.Previous)
        {
            throw new ResponseException("repeated_page", "answered with the records of the page before",
                $"Check page_param: the source seems to ignore '{definition.PageParam}'. One that answers with all at once "
                + "wants the paginator single_page.");
        }

        Completed = (definition.StopAfterEmptyPage && page.Records == 0)
            || _position.Page >= definition.MaximumPage
            || (definition.HasMorePath is { } hasMorePath && !ReadHasMore(page, hasMorePath))
            || (definition.TotalPath is { } totalPath && _position.Page >= definition.BasePage + ReadTotal(page, totalPath) - 1);
        _position = new Position(_position.Page + 1, _mayBeEndless ? page.Checksum : null);
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

    /// <param name="Page">The next page.</param>
    /// <param name="Previous">The checksum of the records of the page before it.</param>
    private sealed record Position(int Page, string? Previous = null);
}
