namespace EtlAspire.Benchmarks;

/// <summary>Where the benchmark finds and leaves things.</summary>
/// <param name="root">The root of the repository.</param>
internal sealed class Places(string root)
{
    /// <summary>What the services may read files from.</summary>
    public string Files => Path.Combine(root, ".data");

    /// <summary>What is kept from one sitting to the next, git-ignored.</summary>
    public string Cache => Path.Combine(Files, Folder);

    /// <summary>The name of <see cref="Cache"/> within <see cref="Files"/>.</summary>
    public const string Folder = "bench";

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
