using DuckDB.NET.Data;
using EtlAspire.Transformer.Steps;

namespace EtlAspire.Transformer.Transforming;

/// <summary>
/// Keeps an in-memory DuckDB open for the next batch, which it is made for alone: to open one takes longer than to transform a
/// few records.
/// </summary>
internal static class SpareConnection
{
    private const string Settings =
        """
        SET TimeZone = 'UTC';
        SET autoinstall_known_extensions = false;
        SET autoload_known_extensions = false;
        """;

    private static DuckDBConnection? Spare;

    /// <summary>A connection to a DuckDB that nobody else has.</summary>
    public static DuckDBConnection Take()
    {
        var connection = Interlocked.Exchange(ref Spare, null) ?? Open();
        _ = Task.Run(Prepare);
        return connection;
    }

    private static void Prepare()
    {
        if (Volatile.Read(ref Spare) is not null)
            return;

        var connection = Open();
        if (Interlocked.CompareExchange(ref Spare, connection, null) is not null)
            connection.Dispose(); // another batch's was ready first
    }

    private static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("DataSource=:memory:;threads=1");
        connection.Open();
        StrictJson.Register(connection);
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
        return connection;
    }
}
