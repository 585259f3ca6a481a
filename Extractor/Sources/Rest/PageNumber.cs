using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Scanning;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>Pages are asked for by number, until one is empty or the answer says that none follows.</summary>
internal sealed class PageNumber(PageNumberPaginator definition, string? checkpoint) : IPaginator
{
    /// <summary>How far behind a page the one is that no source has: more pages than anybody would read one after the other.</summary>
    private const long FarAway = 1_000_000;

    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerOptions.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    private Position _position = checkpoint is null
        ? new Position(definition.BasePage)
        : JsonSerializer.Deserialize<Position>(checkpoint, Json)!;

    public string Checkpoint => JsonSerializer.Serialize(_position, Json);

    public bool Completed { get; private set; }

    public string PageName => $"page {_position.Page}";

    public bool IsAtFirst => _position.Page == definition.BasePage;

    public IReadOnlyCollection<string>? EarlierNames => _position.Pages.Names;

    public IReadOnlyList<string> AnswerPaths { get; } =
        [.. new[] { definition.TotalPath, definition.HasMorePath }.OfType<string>().Distinct()];

    public void Apply(IDictionary<string, string> query) => query[definition.PageParam] = Write(_position.Page);

    // As far as makes whole circles: a source that takes the number modulo something gives the same page once more.
    public (string Name, Action<IDictionary<string, string>> Apply)? FarPage(PageContent page)
    {
        if (_position.Pages.DistanceToEqual(page) is not { } distance)
            return null;

        var number = Write(_position.Page + (FarAway / distance + 1) * distance);
        return ($"page {number}", query => query[definition.PageParam] = number);
    }

    public void Advance(PageContent page, PageContent? farPage)
    {
        if (farPage is not null && farPage.Checksum == page.Checksum)
        {
            throw new ResponseException(ErrorKinds.RepeatedPage, "answered with records that came before, as would a page far behind any end",
                $"Check page_param: the source seems to ignore '{definition.PageParam}'. One that answers with all at once "
                + "wants the paginator single_page.");
        }

        var pages = _position.Pages.After(page);
        var total = definition.TotalPath is { } totalPath ? ReadTotal(page, totalPath) : (long?)null;
        Completed = (definition.StopAfterEmptyPage && page.Records == 0)
            || _position.Page >= definition.MaximumPage
            || (definition.HasMorePath is { } hasMorePath && !ReadHasMore(page, hasMorePath))
            || _position.Page >= definition.BasePage + total - 1;
        _position = new Position(_position.Page + 1)
        {
            Pages = farPage is null ? pages : pages with { MayBeEqual = true },
            Total = total,
        };
    }

    private static bool ReadHasMore(PageContent page, string path) => page.Values.GetValueOrDefault(path) switch
    {
        { Kind: JsonTokenType.True } => true,
        { Kind: JsonTokenType.False } => false,
        { Kind: JsonTokenType.String or JsonTokenType.Number, Text: var text } when AnswerWords.TryReadFlag(text, out var flag) => flag,
        _ => throw Missing("has_more_path", path, "true or false"),
    };

    // A page with nothing in it says no total; the one before did.
    private long ReadTotal(PageContent page, string path) => page.Values.GetValueOrDefault(path) switch
    {
        null when page.Records == 0 && _position.Total is { } before => before,
        { Kind: JsonTokenType.String or JsonTokenType.Number, Text: var text } when AnswerWords.TryReadCount(text, out var count) => count,
        _ => throw Missing("total_path", path, "a number of pages"),
    };

    private static ResponseException Missing(string option, string path, string expected) => new(ErrorKinds.BadPaginator,
        $"answered without {expected} at '{path}', where {option} looks for it",
        $"Let {option} of the paginator name a place that every answer has, or leave it out; where an empty page is the end, "
        + "stop_after_empty_page: true says so.");

    private static string Write(long page) => page.ToString(CultureInfo.InvariantCulture);

    /// <param name="Page">The next page.</param>
    private sealed record Position(int Page)
    {
        /// <summary>What is known of those before it.</summary>
        public PageHistory Pages { get; init; } = new();

        /// <summary>How many there are, as the last one said.</summary>
        public long? Total { get; init; }
    }
}
