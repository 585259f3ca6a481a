using System.Collections.Concurrent;
using DuckDB.NET.Data;
using EtlAspire.Transformer.Numerics;
using EtlAspire.Transformer.Reading;
using EtlAspire.Transformer.Steps;
using EtlAspire.Transformer.TextValues;
using EtlAspire.Transformer.Writing;

namespace EtlAspire.Transformer.Transforming;

/// <summary>
/// An in-memory DuckDB for one batch after the other, shut in before any user's expression gets into it: it reaches no file and
/// no network, holds no table, and no setting can be changed any more. Rows only pass through it, from a
/// <see cref="RecordTable"/> to an <see cref="IRowSink"/>. To open one takes longer than to transform a few records.
/// </summary>
internal sealed class Sandbox : IDisposable
{
    // Rows in passing need a few MB; what needs more than this are values of hundreds of kilobytes, or single ones of many MB.
    private const string Settings =
        """
        SET TimeZone = 'UTC';
        SET memory_limit = '256MiB';
        SET temp_directory = '';
        SET autoinstall_known_extensions = false;
        SET autoload_known_extensions = false;
        SET enable_external_access = false;
        SET lock_configuration = true;
        """;

    // As many as batches were ever worked on at once.
    private static readonly ConcurrentBag<DuckDBConnection> Idle = [];

    private bool _isBroken;

    private Sandbox(DuckDBConnection connection) => Connection = connection;

    /// <summary>The connection; its owner's alone until this is disposed.</summary>
    public DuckDBConnection Connection { get; }

    /// <summary>Takes one that nobody uses.</summary>
    public static Sandbox Take() => new(Idle.TryTake(out var connection) ? connection : Open());

    /// <summary>Lets nobody have it any more if an error says that DuckDB refuses all further work.</summary>
    public void Inspect(DuckDBException exception) => _isBroken |= DuckDbFaults.IsBreakdown(exception);

    public void Dispose()
    {
        if (_isBroken)
            Connection.Dispose();
        else
            Idle.Add(Connection);
    }

    private static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("DataSource=:memory:;threads=1");
        connection.Open();
        TextValueFunctions.Register(connection);
        JsonFunctions.Register(connection);
        NumericFunctions.Register(connection);
        PartFunction.Register(connection);
        RecordFunction.Register(connection);
        RowFunction.Register(connection);
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
        return connection;
    }
}
