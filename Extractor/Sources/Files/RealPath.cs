namespace EtlAspire.Extractor.Sources.Files;

/// <summary>Follows every symbolic link of a path: its folders' as well as the last name's.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40; // as Linux has it

    /// <summary>The path without links; names that do not exist stay as they are.</summary>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var real = Path.GetPathRoot(full)!;
        var names = new Stack<string>();
        Push(names, full[real.Length..]);
        var links = 0;
        while (names.TryPop(out var name))
        {
            var next = Path.Join(real, name);
            if (name is "" or ".")
                continue;
            if (name == "..")
                real = Path.GetDirectoryName(real) ?? real;
            else if (new FileInfo(next).LinkTarget is not { } target)
                real = next;
            else if (++links > MaxLinks)
                throw new IOException($"Too many symbolic links in '{path}'.");
            else
                real = Follow(target, real, names);
        }

        return real;
    }

    // A relative target goes on from the folder that its link is in.
    private static string Follow(string target, string folder, Stack<string> names)
    {
        var root = Path.GetPathRoot(target)!;
        Push(names, target[root.Length..]);
        return root.Length > 0 ? root : folder;
    }

    private static void Push(Stack<string> names, string path)
    {
        foreach (var name in path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Reverse())
            names.Push(name);
    }
}
