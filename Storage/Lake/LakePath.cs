namespace EtlAspire.Storage.Lake;

/// <summary>Makes the only paths that the lake reads and writes; nothing that a user wrote gets into one any other way.</summary>
public static class LakePath
{
    /// <summary>What follows a file's name while it is written in the lake itself.</summary>
    internal const string DraftExtension = ".part";

    /// <summary>The folder of a run's files in a layer, such as <c>raw/users/users/17</c>, with forward slashes.</summary>
    /// <exception cref="ArgumentException">A name holds anything but <c>a-z</c>, <c>0-9</c>, <c>-</c> and <c>_</c>.</exception>
    public static string Folder(LakeLayer layer, string pipeline, string resource, long runNumber) =>
        $"{(layer == LakeLayer.Raw ? "raw" : "typed")}/{Segment(pipeline)}/{Segment(resource)}/{runNumber}";

    /// <summary>Where a path that the catalog holds lies below a root.</summary>
    /// <exception cref="ArgumentException">The path would lead out of the root.</exception>
    public static string Resolve(string root, string path)
    {
        var rooted = Path.GetFullPath(root);
        var full = Path.GetFullPath(Path.Combine(rooted, path));
        return full.StartsWith(rooted + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new ArgumentException($"The path '{path}' leads out of the lake.", nameof(path));
    }

    /// <summary>The key of a path that the catalog holds, below a prefix.</summary>
    /// <exception cref="ArgumentException">The path would lead elsewhere.</exception>
    public static string Key(string prefix, string path) =>
        path.Split('/').Any(segment => segment is "" or "." or "..")
            ? throw new ArgumentException($"The path '{path}' leads out of the lake.", nameof(path))
            : prefix + path;

    /// <summary>Where the manifest of a file lies.</summary>
    public static string Manifest(string path) => path + ".manifest.json";

    private static string Segment(string name) =>
        name.Length > 0 && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '_')
            ? name
            : throw new ArgumentException($"The name '{name}' cannot be a folder of the lake.", nameof(name));
}
