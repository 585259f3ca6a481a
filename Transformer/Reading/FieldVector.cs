using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Native;
using EtlAspire.Transformer.Chunks;

namespace EtlAspire.Transformer.Reading;

/// <summary>
/// One field's column of a chunk, written where DuckDB keeps it. Good only as long as the chunk, and unchecked: rows go from 0
/// to below the chunk's capacity. A row that is not written is null.
/// </summary>
internal sealed unsafe class FieldVector(FieldType type)
{
    private byte* _data;
    private ulong* _validity;

    private DuckDBType StoredType { get; } = StoredTypeOf(type);

    /// <summary>Whether texts are wanted as they are written, in their quotes.</summary>
    public bool IsJson { get; } = type.Type == ColumnType.Json;

    /// <summary>How a field comes out of the file: what is not one of the plain types comes as text, to be cast.</summary>
    public static DuckDBType StoredTypeOf(FieldType type) => type.SqlType switch
    {
        "BIGINT" => DuckDBType.BigInt,
        "DOUBLE" => DuckDBType.Double,
        "BOOLEAN" => DuckDBType.Boolean,
        _ => DuckDBType.Varchar,
    };

    /// <summary>Begins a chunk, all of whose rows are null.</summary>
    public void Begin(nint vector, int rows)
    {
        NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
        _data = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
        _validity = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        new Span<byte>(_validity, rows / 8).Clear();
        if (StoredType == DuckDBType.Varchar)
            new Span<byte>(_data, rows * ChunkVector.TextSize).Clear();
    }

    /// <summary>Makes a row null again.</summary>
    public void Clear(int row) => _validity[row >> 6] &= ~(1UL << (row & 63));

    /// <summary>Writes a value that is no text.</summary>
    /// <param name="row">The row.</param>
    /// <param name="json">The value as it is written; it has to stay where it is.</param>
    /// <returns>False when the column cannot hold it.</returns>
    public bool TryWrite(int row, ReadOnlySpan<byte> json) => StoredType switch
    {
        DuckDBType.BigInt => Utf8Parser.TryParse(json, out long number, out var length) && length == json.Length && Set(row, number),
        DuckDBType.Double => Utf8Parser.TryParse(json, out double number, out var length) && length == json.Length && Set(row, number),
        DuckDBType.Boolean => json.SequenceEqual("true"u8) ? Set<byte>(row, 1) : json.SequenceEqual("false"u8) && Set<byte>(row, 0),
        _ => TryWriteText(row, json),
    };

    /// <summary>Writes a text.</summary>
    /// <param name="row">The row.</param>
    /// <param name="text">The text, which has to stay where it is.</param>
    /// <returns>False when the column is none of texts.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryWriteText(int row, ReadOnlySpan<byte> text)
    {
        if (StoredType != DuckDBType.Varchar)
            return false;

        var entry = _data + (long)row * ChunkVector.TextSize;
        *(int*)entry = text.Length;
        if (text.Length <= ChunkVector.InlineLength)
        {
            new Span<byte>(entry + 4, ChunkVector.InlineLength).Clear(); // DuckDB compares all of it, and a row may be written twice
            text.CopyTo(new Span<byte>(entry + 4, ChunkVector.InlineLength));
        }
        else
        {
            text[..4].CopyTo(new Span<byte>(entry + 4, 4));
            *(byte**)(entry + 8) = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(text));
        }

        return SetValid(row);
    }

    private bool Set<T>(int row, T value)
        where T : unmanaged
    {
        *(T*)(_data + (long)row * sizeof(T)) = value;
        return SetValid(row);
    }

    private bool SetValid(int row)
    {
        _validity[row >> 6] |= 1UL << (row & 63);
        return true;
    }
}
