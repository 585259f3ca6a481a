using System.Diagnostics;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace EtlAspire.DuckDb;

/// <summary>
/// The rows of a query, streamed chunk by chunk. DuckDB.NET's data reader would box every value; this hands out DuckDB's
/// vectors themselves.
/// </summary>
public sealed class ChunkReader : IDisposable
{
    private readonly DuckDBConnection _connection;
    private DuckDBPreparedStatement? _statement;
    private DuckDBResult _result;
    private DuckDBDataChunk? _chunk;

    private ChunkReader(DuckDBConnection connection) => _connection = connection;

    /// <summary>The most rows that a chunk has.</summary>
    public static int Capacity { get; } = checked((int)NativeMethods.Helpers.DuckDBVectorSize());

    /// <summary>Starts a query.</summary>
    /// <param name="connection">An open connection that does nothing else until the reader is disposed, which closes it.</param>
    /// <param name="sql">The query.</param>
    /// <exception cref="QueryException">DuckDB does not take it.</exception>
    public static ChunkReader Start(DuckDBConnection connection, string sql)
    {
        var reader = new ChunkReader(connection);
        try
        {
            reader.Execute(sql);
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>The physical type of a column.</summary>
    public VectorType GetColumnType(int column)
    {
        using var type = NativeMethods.Query.DuckDBColumnLogicalType(ref _result, column);
        var id = NativeMethods.LogicalType.DuckDBGetTypeId(type);
        return id == DuckDBType.Decimal
            ? new VectorType(
                NativeMethods.LogicalType.DuckDBDecimalInternalType(type),
                NativeMethods.LogicalType.DuckDBDecimalScale(type))
            : new VectorType(id, null);
    }

    /// <summary>Goes on to the next chunk, which ends the life of the one before. The number of its rows; 0 at the end.</summary>
    /// <exception cref="QueryException">The query fails, or was interrupted.</exception>
    public int NextChunk()
    {
        _chunk?.Dispose();
        _chunk = NativeMethods.StreamingResult.DuckDBStreamFetchChunk(_result);
        if (!_chunk.IsInvalid)
            return checked((int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(_chunk));

        var error = NativeMethods.Query.DuckDBResultError(ref _result);
        return string.IsNullOrEmpty(error) ? 0 : throw new QueryException(error);
    }

    /// <summary>A column of the chunk.</summary>
    public ChunkVector GetVector(int column)
    {
        Debug.Assert(_chunk is { IsInvalid: false }, "A vector is asked for before the first chunk or after the last.");
        return new ChunkVector(NativeMethods.DataChunks.DuckDBDataChunkGetVector(_chunk, column));
    }

    /// <summary>Lets the query fail soon, from whatever thread.</summary>
    public void Interrupt() => NativeMethods.Startup.DuckDBInterrupt(_connection.NativeConnection);

    /// <summary>Ends the query and closes the connection.</summary>
    public void Dispose()
    {
        _chunk?.Dispose();
        NativeMethods.Query.DuckDBDestroyResult(ref _result);
        _statement?.Dispose();
        _connection.Dispose();
    }

    private void Execute(string sql)
    {
        if (!NativeMethods.PreparedStatements.DuckDBPrepare(_connection.NativeConnection, sql, out _statement).IsSuccess())
            throw new QueryException(NativeMethods.PreparedStatements.DuckDBPrepareError(_statement));
        if (!NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(_statement, out _result).IsSuccess())
            throw new QueryException(NativeMethods.Query.DuckDBResultError(ref _result));
    }
}
