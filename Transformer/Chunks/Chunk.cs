using DuckDB.NET.Native;

namespace EtlAspire.Transformer.Chunks;

/// <summary>Some rows as DuckDB hands them around. Good only as long as DuckDB, or whoever fetched it, keeps it.</summary>
internal readonly struct Chunk(DuckDBDataChunk chunk)
{
    /// <summary>The chunk of a native handle, which stays its owner's.</summary>
    public Chunk(nint handle)
        : this(new DuckDBDataChunk(handle))
    {
    }

    /// <summary>The most rows that a chunk has.</summary>
    public static int Capacity { get; } = checked((int)NativeMethods.Helpers.DuckDBVectorSize());

    /// <summary>How many rows it has; DuckDB is asked each time.</summary>
    public int Count => checked((int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk));

    /// <summary>How many columns it has.</summary>
    public int Columns => checked((int)NativeMethods.DataChunks.DuckDBDataChunkGetColumnCount(chunk));

    /// <summary>A column, to be read.</summary>
    public ChunkVector GetVector(int column) => new(GetHandle(column));

    /// <summary>A column, for DuckDB's own functions.</summary>
    public nint GetHandle(int column) => NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, column);

    /// <summary>Says how many rows were written.</summary>
    public void SetCount(int rows) => NativeMethods.DataChunks.DuckDBDataChunkSetSize(chunk, (ulong)rows);
}
