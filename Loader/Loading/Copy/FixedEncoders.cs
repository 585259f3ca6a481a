using System.Buffers.Binary;
using EtlAspire.DuckDb;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>bigint.</summary>
internal sealed class BigintEncoder : FieldEncoder
{
    protected override void WriteValue(CopyBuffer buffer, ChunkVector vector, int row) =>
        FixedFields.WriteInt64(buffer, vector.Get<long>(row));
}

/// <summary>double precision.</summary>
internal sealed class DoubleEncoder : FieldEncoder
{
    protected override void WriteValue(CopyBuffer buffer, ChunkVector vector, int row) =>
        FixedFields.WriteInt64(buffer, vector.Get<long>(row)); // the same eight bytes
}

/// <summary>boolean.</summary>
internal sealed class BooleanEncoder : FieldEncoder
{
    protected override void WriteValue(CopyBuffer buffer, ChunkVector vector, int row)
    {
        var field = buffer.Take(5);
        BinaryPrimitives.WriteInt32BigEndian(field, 1);
        field[4] = vector.Get<byte>(row);
    }
}

/// <summary>date: days since 2000-01-01, where DuckDB counts from 1970-01-01.</summary>
internal sealed class DateEncoder(string column) : FieldEncoder
{
    private const int Epoch = 10_957;

    protected override void WriteValue(CopyBuffer buffer, ChunkVector vector, int row)
    {
        var days = vector.Get<int>(row);
        var field = buffer.Take(8);
        BinaryPrimitives.WriteInt32BigEndian(field, sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(field[4..], days switch
        {
            int.MaxValue => int.MaxValue, // infinity
            -int.MaxValue => int.MinValue, // -infinity
            < int.MinValue + Epoch + 1 => throw UnloadableValue.In(column, $"the date {days} days from 1970-01-01"),
            _ => days - Epoch,
        });
    }
}

/// <summary>timestamp and timestamptz: microseconds since 2000-01-01, where DuckDB counts from 1970-01-01.</summary>
internal sealed class TimestampEncoder(string column) : FieldEncoder
{
    private const long Epoch = 946_684_800_000_000;

    protected override void WriteValue(CopyBuffer buffer, ChunkVector vector, int row)
    {
        var microseconds = vector.Get<long>(row);
        FixedFields.WriteInt64(buffer, microseconds switch
        {
            long.MaxValue => long.MaxValue, // infinity
            -long.MaxValue => long.MinValue, // -infinity
            < long.MinValue + Epoch + 1 =>
                throw UnloadableValue.In(column, $"the moment {microseconds} µs from 1970-01-01"),
            _ => microseconds - Epoch,
        });
    }
}

internal static class FixedFields
{
    public static void WriteInt64(CopyBuffer buffer, long value)
    {
        var field = buffer.Take(12);
        BinaryPrimitives.WriteInt32BigEndian(field, sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(field[4..], value);
    }
}
