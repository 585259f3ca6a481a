namespace EtlAspire.Contracts.Pipelines;

/// <summary>
/// The globs of files as shells read them: <c>*</c>, <c>?</c> and classes such as <c>[a-z]</c> within a name, <c>**</c> for folders of
/// any depth, and <c>{a,b}</c> for one text or another, slashes and all.
/// </summary>
public static class FileGlobs
{
    private const int MostAlternatives = 1_000;

    private const int MostBraces = 32;

    /// <summary>The globs without braces that a glob stands for.</summary>
    public static IEnumerable<string> Alternatives(string glob) => GlobBraces.Expand(glob);

    /// <summary>What is wrong with a glob whose names are right, as the end of a sentence, or null.</summary>
    public static string? FindMistake(string glob)
    {
        for (var index = 0; index < glob.Length; index++)
        {
            if (glob[index] != '[')
                continue;
            if (GlobClass.FindMistake(glob, index) is { } mistake)
                return mistake;
            index = GlobClass.FindEnd(glob, index);
        }

        if (GlobBraces.CountOpen(glob) > MostBraces)
            return $"has more than {MostBraces} '{{'";
        if (!GlobBraces.AreClosed(glob))
            return "has a '{' without its '}'; write [{] for the character itself";

        var count = 0;
        foreach (var alternative in Alternatives(glob))
        {
            if (++count > MostAlternatives)
                return $"stands for more than {MostAlternatives:N0} globs";
            if (alternative.Length == 0 || TextRules.FileGlob(alternative) is not null)
                return $"stands for '{alternative}', too, which {(alternative.Length == 0 ? "is empty" : TextRules.FileGlob(alternative))}";
        }

        return null;
    }
}
