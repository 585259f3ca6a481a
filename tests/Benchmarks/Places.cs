namespace EtlAspire.Benchmarks;

/// <summary>Where the benchmark finds and leaves things.</summary>
/// <param name="root">The root of the repository.</param>
/// <param name="files">What the services may read files from, where that is not the repository's own folder.</param>
internal sealed class Places(string root, string? files = null)
{
    public string Root => root;

    /// <summary>What the services may read files from.</summary>
    public string Files => files ?? Path.Combine(root, ".data");

    /// <summary>What is kept from one sitting to the next, git-ignored.</summary>
    public string Cache => Path.Combine(Files, Folder);

    /// <summary>The name of <see cref="Cache"/> within <see cref="Files"/>.</summary>
    public const string Folder = "bench";

    /// <summary>Those of another checkout, whose system is to read the same files.</summary>
    public Places Of(string otherRoot) => new(otherRoot, Files);

    public string AppHostAssembly => Path.Combine(root, "artifacts/bin/AppHost/release/EtlAspire.AppHost.dll");

    public string AppHostLog => Path.Combine(Cache, "apphost.log");

    public string SeedWay => Path.Combine(root, "tests/Benchmarks/seed_way.py");

    public string Document => Path.Combine(root, "docs/benchmarks.md");

    /// <summary>
    /// A new data directory for the system. Unlike other temporary folders it lets any user through: PostgreSQL runs as
    /// a user of its own where we are root.
    /// </summary>
    public static DirectoryInfo CreateDataDirectory() =>
        Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"etl-bench-{Guid.NewGuid():N}"));
}
