using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Scanning;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>What is known of the pages that came before, as a part of the checkpoint: of the same size however many they were.</summary>
internal sealed record PageHistory
{
    private const int MaxNames = 100;

    /// <summary>A source with so many empty pages in a row will hardly come to its end.</summary>
    private const int MaxEmptyPages = 1_000;

    /// <summary>What their records came as.</summary>
    public PageForm? Form { get; init; }

    /// <summary>The names at their top, where the records are selected from below it; null before the first page.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>How many of them had no records, the last one and those right before it.</summary>
    public int EmptyPages { get; init; }

    /// <summary>Tells when they begin anew.</summary>
    public PageCircle? Circle { get; init; }

    /// <summary>Whether equal pages turned out to be data: then nobody need ask again.</summary>
    public bool MayBeEqual { get; init; }

    /// <summary>How many pages it is from one that is equal to this one; null when there is none, or it may be so.</summary>
    public int? DistanceToEqual(PageContent page) =>
        MayBeEqual || page.Checksum is null ? null : Circle?.ClosedBy(page.Checksum);

    /// <summary>The history with one more page.</summary>
    /// <exception cref="ResponseException">It does not suit the pages before it.</exception>
    public PageHistory After(PageContent page)
    {
        if (Form is { } form && page.Form is { } other && other != form)
            throw Unlike(form, other);

        var empty = page.Records == 0 ? EmptyPages + 1 : 0;
        if (empty > MaxEmptyPages)
        {
            throw new ResponseException(ErrorKinds.EmptyPages, $"answered without a record for the {MaxEmptyPages:N0}th time in a row",
                "Let the paginator's maximum_page say where to stop, or stop_after_empty_page.");
        }

        return this with
        {
            Form = Form ?? page.Form,
            Names = [.. (Names ?? []).Union(page.Names).Take(MaxNames)],
            EmptyPages = empty,
            Circle = page.Checksum is not { } checksum ? Circle : Circle?.Next(checksum) ?? new PageCircle(checksum),
        };
    }

    private static ResponseException Unlike(PageForm form, PageForm other) => new(ErrorKinds.UnexpectedPage,
        $"answered with {Describe(other)} where the pages before were {Describe(form)}",
        "The source may report trouble in this way, with a status of success: see its documentation, and retry the run when it is over.");

    private static string Describe(PageForm form) => form == PageForm.Array ? "an array" : "an object";
}
