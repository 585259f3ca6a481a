using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Servers;

/// <summary>Prepares a PostgreSQL of this machine's packages, whatever the last run left in its directory.</summary>
internal static class PostgresServer
{
    private const int Interrupt = 2;
    private const int Quit = 3;

    public static async Task<ServerProcess> PrepareAsync(ServerSettings settings, ILogger logger, CancellationToken ct)
    {
        var place = PostgresPlace.Choose(settings.DataDirectory, logger);
        await LeftoverServer.EndAsync("postgres", place.Data, Interrupt, logger, ct);

        var cluster = new PostgresCluster(place, logger);
        await cluster.EnsureCreatedAsync(settings.UserName, ct);

        // Nobody runs here any more: the pid in it may belong to another program by now, and postgres would refuse.
        File.Delete(Path.Combine(place.Data, "postmaster.pid"));

        await PostgresConfiguration.WriteAsync(place, settings.Port, cluster.Version, ct);
        await cluster.EnsurePasswordAsync(settings.UserName, settings.Password, ct);

        // SIGINT is a fast shutdown: it breaks off transactions and does not wait for clients. When the AppHost dies
        // there is no time for a checkpoint: SIGQUIT ends all at once, and the next start recovers.
        return new ServerProcess(
            cluster.Program("postgres"),
            ["-D", place.Data, "-c", $"config_file={place.ConfigurationFile}"],
            place.Data,
            new Dictionary<string, string> { ["LC_ALL"] = "C.UTF-8", ["TZ"] = "UTC" },
            Interrupt, Quit, place.User);
    }
}
