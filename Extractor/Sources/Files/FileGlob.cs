using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Extractor.Sources.Files;

/// <summary>
/// Finds the files that a glob means, in the order of their names. As in a shell, <c>**</c> passes over folders that are symbolic links:
/// these could lead in circles. A glob that finds nothing, or is malformed, is read once more with brackets and braces that mean
/// themselves: so it was before they had a meaning, and definitions of then keep running.
/// </summary>
internal sealed class FileGlob(FilesRoot root, string glob)
{
    private static readonly EnumerationOptions All = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>The files' names, relative to the root; at least one.</summary>
    /// <exception cref="Contracts.Runs.RunFailedException">There is none, or one leads outside the root.</exception>
    public IReadOnlyCollection<string> Find()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            foreach (var names in ReadAsShell())
                Find(names, "", 0, found);
            if (found.Count == 0 && glob.AsSpan().ContainsAny('[', '{'))
                Find(Read(glob, NamePattern.OfPlain), "", 0, found);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw FileErrors.Refused(glob, exception);
        }

        return found.Count > 0 ? found : throw FileErrors.NoMatch(glob, root.Folder);
    }

    private IEnumerable<NamePattern[]> ReadAsShell() => FileGlobs.FindMistake(glob) is null
        ? FileGlobs.Alternatives(glob).Select(alternative => Read(alternative, NamePattern.Of))
        : [];

    private static NamePattern[] Read(string glob, Func<string, NamePattern> read) => [.. glob.Split('/').Select(read)];

    private void Find(NamePattern[] patterns, string folder, int index, SortedSet<string> found)
    {
        var pattern = patterns[index];
        var isLast = index == patterns.Length - 1;
        if (pattern.IsAnyFolder)
            Find(patterns, folder, index + 1, found);
        foreach (var entry in new DirectoryInfo(root.Resolve(folder)).EnumerateFileSystemInfos("*", All))
        {
            var name = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
            var isFolder = entry.Attributes.HasFlag(FileAttributes.Directory);
            var isMeant = pattern.IsAnyFolder
                ? isFolder && entry.LinkTarget is null && entry.Name[0] != '.'
                : isFolder != isLast && pattern.IsMatch(entry.Name);
            if (isMeant && isLast)
                found.Add(name);
            else if (isMeant)
                Find(patterns, name, pattern.IsAnyFolder ? index : index + 1, found);
        }
    }
}
