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

    /// <summary>The places in an answer that tell whether another page follows: names joined by dots.</summary>
    IReadOnlyList<string> AnswerPaths { get; }

    /// <summary>Asks for the next page.</summary>
    void Apply(IDictionary<string, string> query);

    /// <summary>Moves on behind a page.</summary>
    /// <exception cref="ResponseException">The answer lacks what tells whether another page follows.</exception>
    void Advance(PageContent page);
}
