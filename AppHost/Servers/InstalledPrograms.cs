namespace EtlAspire.AppHost.Servers;

/// <summary>Finds programs where Debian's packages put them; they are not on the path.</summary>
internal static class InstalledPrograms
{
    /// <summary>The versions of a program below <paramref name="root"/>, newest first.</summary>
    public static IReadOnlyList<(Version Version, string Folder)> FindVersions(string root, string prefix, string file) =>
        !Directory.Exists(root)
            ? []
            : [.. from folder in Directory.EnumerateDirectories(root, prefix + "*")
                  let version = ParseVersion(Path.GetFileName(folder)[prefix.Length..])
                  where version is not null && File.Exists(Path.Combine(folder, file))
                  orderby version descending
                  select (version, folder)];

    /// <summary>The newest version of a program.</summary>
    /// <exception cref="DistributedApplicationException">There is none.</exception>
    public static (Version Version, string Folder) Newest(string root, string prefix, string file, string program, string package) =>
        FindVersions(root, prefix, file) is [var newest, ..] ? newest : throw Missing(program, package);

    public static DistributedApplicationException Missing(string program, string package) =>
        new($"{program} is not installed on this machine. Install it with 'apt-get install {package}'.");

    // Version wants two numbers or more; PostgreSQL's folders have one.
    private static Version? ParseVersion(string text) =>
        Version.TryParse(text.Contains('.', StringComparison.Ordinal) ? text : text + ".0", out var version)
            ? version
            : null;
}
