using System.Globalization;
using System.Text.RegularExpressions;

namespace EtlAspire.Storage.Lake;

/// <summary>Something that lies in the lake: a file, a manifest, or a draft of a file.</summary>
/// <param name="Path">Its path below the lake, with forward slashes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ModifiedAt">When it was last written.</param>
/// <param name="Pipeline">The pipeline it was written for.</param>
/// <param name="RunNumber">The number of the run it was written for.</param>
public sealed partial record LakeEntry(string Path, long Bytes, DateTimeOffset ModifiedAt, string Pipeline, long RunNumber)
{
    /// <summary>Whether it is still being written, or was when its writer died.</summary>
    public bool IsDraft => Path.EndsWith(LakePath.DraftExtension, StringComparison.Ordinal);

    /// <summary>The folder it lies in: all that it shares with it belongs to the same run.</summary>
    public string Folder => Path[..(Path.LastIndexOf('/') + 1)];

    /// <summary>Recognises what the lake wrote; null for anything else, which is nothing of ours.</summary>
    internal static LakeEntry? TryCreate(string path, long bytes, DateTimeOffset modifiedAt) =>
        Pattern.Match(path) is { Success: true } match
        && long.TryParse(match.Groups["run"].Value, CultureInfo.InvariantCulture, out var run)
            ? new LakeEntry(path, bytes, modifiedAt, match.Groups["pipeline"].Value, run)
            : null;

    [GeneratedRegex(
        @"^(raw|typed)/(?<pipeline>[a-z0-9_-]+)/[a-z0-9_-]+/(?<run>[0-9]{1,18})/[^/]+\.(ndjson\.zst|parquet)(\.manifest\.json|\.part)?\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern { get; }
}
