namespace EtlAspire.Extractor.Sources.Files;

/// <summary>The folder that a source's files lie in, and the only way from a name to a file: nothing leads out of it.</summary>
internal sealed class FilesRoot
{
    public const string Variable = "ETL_FILES_DIR";

    private readonly string _real;

    private FilesRoot(string folder) => (Folder, _real) = (folder, RealPath.Of(folder));

    /// <summary>The folder, as it was given.</summary>
    public string Folder { get; }

    /// <exception cref="Contracts.Runs.RunFailedException">The setting is missing, or the folder is.</exception>
    public static FilesRoot From(Settings settings)
    {
        var folder = Path.GetFullPath(settings.Require(Variable, "the folder with the files"));
        return Directory.Exists(folder) ? new FilesRoot(folder) : throw FileErrors.NoFolder(folder);
    }

    /// <summary>Where a file or folder really is, with every symbolic link followed; it need not exist.</summary>
    /// <param name="name">Relative to the folder, with forward slashes; empty for the folder itself.</param>
    /// <exception cref="Contracts.Runs.RunFailedException">It leads outside the folder.</exception>
    public string Resolve(string name)
    {
        // Backslashes are refused because they separate names on some systems, and hide them on others.
        if (Path.IsPathRooted(name) || name.AsSpan().ContainsAny('\\', '\0') || name.Split('/').Contains(".."))
            throw FileErrors.Outside(name);

        try
        {
            var real = RealPath.Of(Path.Join(_real, name));
            return IsInside(real) ? real : throw FileErrors.Outside(name);
        }
        catch (IOException exception)
        {
            throw FileErrors.NotFound(name, exception);
        }
    }

    private bool IsInside(string real) =>
        real == _real || real.StartsWith(Path.TrimEndingDirectorySeparator(_real) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
