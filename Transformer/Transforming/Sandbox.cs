using DuckDB.NET.Data;
using EtlAspire.Transformer.Reading;
using EtlAspire.Transformer.Steps;
using EtlAspire.Transformer.Writing;

namespace EtlAspire.Transformer.Transforming;

/// <summary>
/// An in-memory DuckDB for all batches of this process, shut in before any user's expression gets into it: it reaches no file
/// and no network, holds no table, and no setting can be changed any more. Rows only pass through it, from a
/// <see cref="RecordTable"/> to an <see cref="IRowSink"/>.
/// </summary>
internal static class Sandbox
{
    // Rows in passing need a few MB; what needs more than this are single values of tens of megabytes.
    private const string Settings =
        """
        SET GLOBAL TimeZone = 'UTC';
        SET memory_limit = '256MiB';
        SET temp_directory = '';
        SET autoinstall_known_extensions = false;
        SET autoload_known_extensions = false;
        SET enable_external_access = false;
        SET lock_configuration = true;
        """;

    private static readonly Lock Access = new();
    private static DuckDBConnection? Root;

    /// <summary>A connection, to be closed by its taker.</summary>
    public static DuckDBConnection Connect()
    {
        lock (Access)
        {
            var connection = (Root ??= Open()).Duplicate();
            connection.Open();
            return connection;
        }
    }

    /// <summary>Lets later batches have a new one: after some errors DuckDB refuses all further work.</summary>
    public static void Abandon()
    {
        lock (Access)
        {
            Root?.Dispose();
            Root = null;
        }
    }

    private static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("DataSource=:memory:;threads=1");
        connection.Open();
        StrictJson.Register(connection);
        RecordFunction.Register(connection);
        RowFunction.Register(connection);
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
        return connection;
    }
}
