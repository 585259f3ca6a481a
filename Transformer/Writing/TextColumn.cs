using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EtlAspire.Transformer.Chunks;
using ParquetSharp;

namespace EtlAspire.Transformer.Writing;

/// <summary>Texts.</summary>
internal sealed class TextColumn(string name, LogicalType type)
    : ParquetColumn<ByteArray, TextValue>(name, type, PhysicalType.ByteArray, new TextValue())
{
    // To look a value up takes longer than to write it, the more so the more there are. Of 1,300 different texts, 2,048 are half
    // different.
    private const double MostDifferent = 0.5;

    public override bool WantsDictionary(ChunkVector vector, ReadOnlySpan<int> rows)
    {
        var count = 0;
        var different = new HashSet<ulong>(rows.Length);
        foreach (var row in rows)
        {
            if (vector.IsNull(row))
                continue;
            count++;
            different.Add(XxHash3.HashToUInt64(vector.GetText(row)));
        }

        return different.Count <= count * MostDifferent;
    }
}

/// <summary>A text where DuckDB keeps it; not even copied.</summary>
internal readonly struct TextValue : IValueReader<ByteArray>
{
    public unsafe ByteArray Read(ChunkVector vector, int row, int index)
    {
        var text = vector.GetText(row);
        return new ByteArray((nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(text)), text.Length);
    }
}
