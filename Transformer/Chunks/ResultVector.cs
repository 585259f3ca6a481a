using System.Runtime.CompilerServices;
using DuckDB.NET.Native;

namespace EtlAspire.Transformer.Chunks;

/// <summary>
/// The results of a function, written where DuckDB keeps them; a row has a value unless it is made null. Unchecked, as
/// <see cref="ChunkVector"/> is.
/// </summary>
internal readonly unsafe struct ResultVector
{
    private readonly nint _vector;
    private readonly byte* _data;
    private readonly ulong* _validity;

    /// <summary>The results of a native handle.</summary>
    public ResultVector(nint vector)
    {
        NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
        _vector = vector;
        _data = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
        _validity = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
    }

    /// <summary>Makes a row null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetNull(int row) => _validity[row >> 6] &= ~(1UL << (row & 63));

    /// <summary>Writes a value of fixed size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set<T>(int row, T value)
        where T : unmanaged => Unsafe.WriteUnaligned(_data + (long)row * sizeof(T), value);

    /// <summary>Writes a copy of a text, which is to be good UTF-8.</summary>
    public void SetText(int row, ReadOnlySpan<byte> text)
    {
        fixed (byte* bytes = text)
            NativeMethods.Vectors.DuckDBUnsafeVectorAssignStringElementLength(_vector, (ulong)row, bytes, text.Length);
    }
}
