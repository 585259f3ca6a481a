using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aspire.Hosting;

/// <summary>Creates the databases of a server that has become ready, where they do not exist yet.</summary>
internal static partial class PostgresDatabases
{
    public static async Task CreateMissingAsync(PostgresServerResource server, ResourceReadyEvent ready,
        CancellationToken cancellationToken)
    {
        var logger = ready.Services.GetRequiredService<ResourceLoggerService>().GetLogger(server);
        var connectionString = await server.ConnectionStringExpression.GetValueAsync(cancellationToken).ConfigureAwait(false);
        await using var source = NpgsqlDataSource.Create($"{connectionString};Database=postgres");
        foreach (var database in server.Databases.Values)
        {
            try
            {
                await using var create = source.CreateCommand($"CREATE DATABASE \"{database.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
                await create.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DuplicateDatabase)
            {
                // there from an earlier run
            }
            catch (NpgsqlException exception)
            {
                // As in Aspire only a line: the database's own health check stays red and holds back who needs it.
                LogNotCreated(logger, database, exception.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Failed to create database '{Database}': {Reason}")]
    private static partial void LogNotCreated(ILogger logger, string database, string reason);
}
