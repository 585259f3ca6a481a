using System.Buffers.Binary;
using EtlAspire.DuckDb;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>text: its UTF-8.</summary>
internal sealed class TextEncoder : FieldEncoder
{
    protected override void WriteValue(CopyBuffer buffer, ChunkVector vector, int row)
    {
        var text = vector.GetText(row);
        var field = buffer.Take(4 + text.Length);
        BinaryPrimitives.WriteInt32BigEndian(field, text.Length);
        text.CopyTo(field[4..]);
    }
}

/// <summary>jsonb: the version of its wire format, then the JSON.</summary>
internal sealed class JsonbEncoder : FieldEncoder
{
    private const byte Version = 1;

    protected override void WriteValue(CopyBuffer buffer, ChunkVector vector, int row)
    {
        var json = vector.GetText(row);
        var field = buffer.Take(5 + json.Length);
        BinaryPrimitives.WriteInt32BigEndian(field, 1 + json.Length);
        field[4] = Version;
        json.CopyTo(field[5..]);
    }
}
