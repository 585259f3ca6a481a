using EtlAspire.Extractor.Scanning;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>Knows which page of a resource comes next.</summary>
internal interface IPaginator
{
    /// <summary>Where to go on: JSON; null when there is nothing to remember.</summary>
    string? Checkpoint { get; }

    /// <summary>Whether no page is left.</summary>
    bool Completed { get; }

    /// <summary>What the next page is called in messages, such as <c>page 3</c>; null when there is only one.</summary>
    string? PageName { get; }

    /// <summary>Whether the next page is the first one.</summary>
    bool IsAtFirst { get; }

    /// <summary>The names at the top of the answers before; null before the first one.</summary>
    IReadOnlyCollection<string>? EarlierNames { get; }

    /// <summary>The places in an answer that tell whether another page follows: names joined by dots.</summary>
    IReadOnlyList<string> AnswerPaths { get; }

    /// <summary>Asks for the next page.</summary>
    void Apply(IDictionary<string, string> query);

    /// <summary>
    /// A page far behind any end, to ask for once when the next page is equal to an earlier one: if it is equal as well, the source
    /// ignores what tells one page from another. Null when nothing is suspicious.
    /// </summary>
    (string Name, Action<IDictionary<string, string>> Apply)? FarPage(PageContent page);

    /// <summary>Moves on behind a page.</summary>
    /// <param name="page">What it held.</param>
    /// <param name="farPage">What <see cref="FarPage"/> held, if it was asked for; an error counts as nothing.</param>
    /// <exception cref="ResponseException">
    /// The answer lacks what tells whether another page follows, does not suit those before it, or comes again and again.
    /// </exception>
    void Advance(PageContent page, PageContent? farPage);
}
