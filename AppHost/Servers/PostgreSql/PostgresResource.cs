using Microsoft.Extensions.Logging;
using Npgsql;

namespace EtlAspire.AppHost.Servers.PostgreSql;

/// <summary>A PostgreSQL of this machine's packages.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="password">Its superuser's.</param>
/// <param name="database">A database that it always has.</param>
internal sealed class PostgresResource(string name, ParameterResource password, string database)
    : ServerResource(name, SuperUser, password)
{
    private const string SuperUser = "postgres";
    private static readonly TimeSpan BootTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    public override ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host={Endpoint.Property(EndpointProperty.IPV4Host)};Port={Endpoint.Property(EndpointProperty.Port)};Username={UserName};Password={Password}");

    public override async Task<ServerProcess> PrepareAsync(ServerSettings settings, ILogger logger, CancellationToken cancellationToken)
    {
        var place = PostgresPlace.Choose(settings.DataDirectory, logger);
        await LeftoverServer.EndAsync("postgres", place.Data, Signals.Interrupt, logger, cancellationToken);

        var cluster = new PostgresCluster(place, logger);
        await cluster.EnsureCreatedAsync(settings.UserName, cancellationToken);

        // Nobody runs here any more: the pid in it may belong to another program by now, and postgres would refuse.
        File.Delete(Path.Combine(place.Data, "postmaster.pid"));

        await PostgresConfiguration.WriteAsync(place, settings.Port, cluster.Version, cancellationToken);
        await cluster.EnsureReadyAsync(settings.UserName, settings.Password, database, cancellationToken);
        return new ServerProcess(
            cluster.Program("postgres"),
            ["-D", place.Data, "-c", $"config_file={place.ConfigurationFile}"],
            place.Data,
            new Dictionary<string, string> { ["LC_ALL"] = "C.UTF-8", ["TZ"] = "UTC" },
            place.User);
    }

    public override async Task ConnectAsync(string connectionString, CancellationToken cancellationToken)
    {
        // Not pooled: a pooled connection says that the server was there once.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Database = database, Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await OpenAsync(connection, cancellationToken);
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        await command.ExecuteScalarAsync(cancellationToken);
    }

    // It boots in a third of a second, and Aspire would look again after a whole one, with all services waiting.
    private static async Task OpenAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await connection.OpenAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException booting) when (booting.IsTransient && TimeProvider.System.GetElapsedTime(started) < BootTime)
            {
                await Task.Delay(PollInterval, cancellationToken);
            }
        }
    }
}
