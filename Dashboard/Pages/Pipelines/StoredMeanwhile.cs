using EtlAspire.Dashboard.Definitions;

namespace EtlAspire.Dashboard.Pages.Pipelines;

/// <summary>A version that somebody stored while somebody else was writing theirs.</summary>
/// <param name="Version">The version.</param>
/// <param name="StoredAt">When it was stored.</param>
/// <param name="Lines">Its lines, each with whether the other text lacks it.</param>
internal sealed record StoredMeanwhile(int Version, DateTimeOffset StoredAt, IReadOnlyList<(string Text, bool IsOther)> Lines)
{
    public static StoredMeanwhile Of(PipelineDetails theirs, DateTimeOffset storedAt, string mine)
    {
        var known = mine.Split('\n').ToHashSet(StringComparer.Ordinal);
        return new StoredMeanwhile(
            theirs.Version, storedAt, [.. theirs.Yaml.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => (line, !known.Contains(line)))]);
    }
}
