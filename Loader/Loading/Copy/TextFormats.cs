using System.Buffers.Binary;
using ParquetSharp;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>text: its UTF-8.</summary>
internal readonly struct TextFormat : IFieldFormat<ByteArray>
{
    public void Write(CopyBuffer buffer, ByteArray value)
    {
        var text = value.ToSpan();
        var field = buffer.Take(4 + text.Length);
        BinaryPrimitives.WriteInt32BigEndian(field, text.Length);
        text.CopyTo(field[4..]);
    }
}

/// <summary>jsonb: the version of its wire format, then the JSON.</summary>
internal readonly struct JsonbFormat : IFieldFormat<ByteArray>
{
    private const byte Version = 1;

    public void Write(CopyBuffer buffer, ByteArray value)
    {
        var json = value.ToSpan();
        var field = buffer.Take(5 + json.Length);
        BinaryPrimitives.WriteInt32BigEndian(field, 1 + json.Length);
        field[4] = Version;
        json.CopyTo(field[5..]);
    }
}

/// <summary>Parquet's values where Arrow keeps them: good as long as the page that they were read from.</summary>
internal static unsafe class ParquetBytes
{
    public static ReadOnlySpan<byte> ToSpan(this ByteArray value) => new((byte*)value.Pointer, value.Length);

    public static ReadOnlySpan<byte> ToSpan(this FixedLenByteArray value, int length) => new((byte*)value.Pointer, length);
}
