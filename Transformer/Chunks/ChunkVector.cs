using System.Runtime.CompilerServices;
using DuckDB.NET.Native;

namespace EtlAspire.Transformer.Chunks;

/// <summary>
/// One column of a chunk, read where DuckDB keeps it. Good only as long as the chunk, and unchecked: rows go from 0 to
/// below the chunk's size, and <c>T</c> is the vector's physical type.
/// </summary>
/// <param name="vector">Its native handle.</param>
internal readonly unsafe struct ChunkVector(nint vector)
{
    /// <summary>
    /// The size of a text's entry (DuckDB's <c>string_t</c>): a length of four bytes, then up to twelve bytes of text, or four of
    /// it and a pointer to all.
    /// </summary>
    public const int TextSize = 16;

    /// <summary>The longest text that stands in its entry.</summary>
    public const int InlineLength = 12;

    private readonly byte* _data = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
    private readonly ulong* _validity = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);

    /// <summary>Whether the row has no value. A vector without any nulls has no validity mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNull(int row) => _validity != null && (_validity[row >> 6] >> (row & 63) & 1) == 0;

    /// <summary>A value of fixed size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Get<T>(int row)
        where T : unmanaged => Unsafe.ReadUnaligned<T>(_data + (long)row * sizeof(T));

    /// <summary>A text's UTF-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> GetText(int row)
    {
        var entry = _data + (long)row * TextSize;
        var length = *(int*)entry;
        return new ReadOnlySpan<byte>(length <= InlineLength ? entry + 4 : *(byte**)(entry + 8), length);
    }
}
