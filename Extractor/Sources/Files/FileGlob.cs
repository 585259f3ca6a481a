using System.IO.Enumeration;

namespace EtlAspire.Extractor.Sources.Files;

/// <summary>
/// Finds the files that a glob means, in the order of their names. As in a shell, a wildcard passes over names that begin
/// with a dot, and <c>**</c> over folders that are symbolic links: these could lead in circles.
/// </summary>
internal sealed class FileGlob(FilesRoot root, string glob)
{
    private static readonly EnumerationOptions All = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private readonly string[] _patterns = glob.Split('/');

    /// <summary>The files' names, relative to the root; at least one.</summary>
    /// <exception cref="Contracts.Runs.RunFailedException">There is none, or one leads outside the root.</exception>
    public IReadOnlyCollection<string> Find()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            Find("", 0, found);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw FileErrors.Refused(glob, exception);
        }

        return found.Count > 0 ? found : throw FileErrors.NoMatch(glob, root.Folder);
    }

    private void Find(string folder, int index, SortedSet<string> found)
    {
        var pattern = _patterns[index];
        var isLast = index == _patterns.Length - 1;
        if (pattern == "**")
            Find(folder, index + 1, found);
        foreach (var entry in new DirectoryInfo(root.Resolve(folder)).EnumerateFileSystemInfos("*", All))
        {
            var name = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
            var isFolder = entry.Attributes.HasFlag(FileAttributes.Directory);
            var isMeant = pattern == "**"
                ? isFolder && entry.LinkTarget is null && entry.Name[0] != '.'
                : isFolder != isLast && IsMatch(pattern, entry.Name);
            if (isMeant && isLast)
                found.Add(name);
            else if (isMeant)
                Find(name, pattern == "**" ? index : index + 1, found);
        }
    }

    private static bool IsMatch(string pattern, string name) =>
        (name[0] != '.' || pattern[0] == '.') && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
