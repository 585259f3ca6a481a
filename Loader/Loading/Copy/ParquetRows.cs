using System.Diagnostics;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using EtlAspire.DuckDb;
using EtlAspire.Storage;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>
/// The rows of a typed file, streamed chunk by chunk out of an in-memory DuckDB. DuckDB.NET's data reader would
/// box every value; this hands out DuckDB's vectors themselves.
/// </summary>
internal sealed class ParquetRows : IDisposable
{
    // One DuckDB for all files of this process: to open one takes longer than to read a small file. No user's SQL gets here.
    // A chunk is at most 2,048 rows and a column chunk of a file a few MB: this is far more than reading ever takes.
    private const string Settings = "DataSource=:memory:?cache=shared;threads=1;memory_limit=384MB";
    private static readonly Lazy<DuckDBConnection> Shared = new(OpenShared);

    private readonly DuckDBConnection _duckDb = new(Settings);
    private DuckDBPreparedStatement? _statement;
    private DuckDBResult _result;
    private DuckDBDataChunk? _chunk;

    private ParquetRows()
    {
    }

    /// <summary>Starts to read.</summary>
    /// <param name="path">The Parquet file.</param>
    /// <param name="expressions">What to select, as SQL.</param>
    public static ParquetRows Open(string path, IEnumerable<string> expressions)
    {
        _ = Shared.Value; // lives as long as the process, and DuckDB with it
        var rows = new ParquetRows();
        try
        {
            rows._duckDb.Open();
            rows.Execute($"select {string.Join(", ", expressions)} from read_parquet({SqlName.Literal(path)})");
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>The physical type of a selected column.</summary>
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
    public int NextChunk()
    {
        _chunk?.Dispose();
        _chunk = NativeMethods.StreamingResult.DuckDBStreamFetchChunk(_result);
        if (!_chunk.IsInvalid)
            return new Chunk(_chunk).Count;

        var error = NativeMethods.Query.DuckDBResultError(ref _result);
        return string.IsNullOrEmpty(error) ? 0 : throw new InvalidDataException(error);
    }

    /// <summary>A column of the chunk.</summary>
    public ChunkVector GetVector(int column)
    {
        Debug.Assert(_chunk is { IsInvalid: false }, "A vector is asked for before the first chunk or after the last.");
        return new Chunk(_chunk).GetVector(column);
    }

    public void Dispose()
    {
        _chunk?.Dispose();
        NativeMethods.Query.DuckDBDestroyResult(ref _result);
        _statement?.Dispose();
        _duckDb.Dispose();
    }

    private static DuckDBConnection OpenShared()
    {
        var connection = new DuckDBConnection(Settings);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SET GLOBAL enable_external_file_cache = false"; // each file is read once
        command.ExecuteNonQuery();
        return connection;
    }

    private void Execute(string sql)
    {
        if (!NativeMethods.PreparedStatements.DuckDBPrepare(_duckDb.NativeConnection, sql, out _statement).IsSuccess())
            throw new InvalidDataException(NativeMethods.PreparedStatements.DuckDBPrepareError(_statement));
        if (!NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(_statement, out _result).IsSuccess())
            throw new InvalidDataException(NativeMethods.Query.DuckDBResultError(ref _result));
    }
}
