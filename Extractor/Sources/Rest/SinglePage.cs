using EtlAspire.Extractor.Scanning;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>Everything comes in one answer.</summary>
internal sealed class SinglePage : IPaginator
{
    public string? Checkpoint => null;

    public bool Completed { get; private set; }

    public string? PageName => null;

    public bool IsAtFirst => true;

    public IReadOnlyCollection<string>? EarlierNames => null;

    public IReadOnlyList<string> AnswerPaths => [];

    public void Apply(IDictionary<string, string> query)
    {
        // There is nothing to choose.
    }

    public (string Name, Action<IDictionary<string, string>> Apply)? FarPage(PageContent page) => null;

    public void Advance(PageContent page, PageContent? farPage) => Completed = true;
}
