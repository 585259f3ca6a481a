using EtlAspire.Benchmarks.Hosting;

namespace EtlAspire.Benchmarks.Beside;

/// <summary>A checkout of EtlAspire.</summary>
/// <param name="Root">Its folder, as Git writes it: the same for all paths that lead there.</param>
/// <param name="Commit">What is checked out, and whether it was changed since.</param>
internal sealed record Checkout(string Root, string Commit)
{
    private const string AppHostProject = "AppHost/AppHost.csproj";
    private static readonly TimeSpan GitDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BuildDeadline = TimeSpan.FromMinutes(10);

    // Only checkouts that can still be hosted in two ways know it.
    private static readonly Dictionary<string, string> BuildSettings = new() { ["UseAspire"] = "false" };

    /// <exception cref="BenchmarkException">The folder is no checkout of EtlAspire.</exception>
    public static async Task<Checkout> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(folder);
        if (!File.Exists(Path.Combine(path, AppHostProject)))
            throw new BenchmarkException($"{path} is no checkout of EtlAspire: it has no {AppHostProject}.");

        var root = await GitAsync(path, ["rev-parse", "--show-toplevel"], cancellationToken);
        var commit = await GitAsync(path, ["rev-parse", "--short", "HEAD"], cancellationToken);
        var changes = await GitAsync(path, ["status", "--porcelain"], cancellationToken);
        return new Checkout(root, changes.Length == 0 ? commit : $"{commit}+changes");
    }

    /// <exception cref="BenchmarkException">It does not build.</exception>
    public async Task BuildAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Without build servers: they would stay, and work and weigh while something is measured.
            await Tool.RunAsync("dotnet",
                ["build", AppHostProject, "-c", "Release", "-v", "quiet", "-nologo", "--disable-build-servers"],
                Root, BuildSettings, BuildDeadline, cancellationToken);
        }
        catch (BenchmarkException exception)
        {
            throw new BenchmarkException($"{Root} does not build: {exception.Message}", exception);
        }
    }

    private static async Task<string> GitAsync(string folder, string[] arguments, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string>();
        return (await Tool.RunAsync("git", arguments, folder, environment, GitDeadline, cancellationToken)).Trim();
    }
}
