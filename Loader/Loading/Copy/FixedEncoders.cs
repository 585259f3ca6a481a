using System.Buffers.Binary;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>bigint.</summary>
internal sealed class BigintEncoder : FieldEncoder<long>
{
    protected override void WriteValue(CopyBuffer buffer, long value) => FixedFields.WriteInt64(buffer, value);
}

/// <summary>double precision.</summary>
internal sealed class DoubleEncoder : FieldEncoder<double>
{
    protected override void WriteValue(CopyBuffer buffer, double value) =>
        FixedFields.WriteInt64(buffer, BitConverter.DoubleToInt64Bits(value));
}

/// <summary>boolean.</summary>
internal sealed class BooleanEncoder : FieldEncoder<bool>
{
    protected override void WriteValue(CopyBuffer buffer, bool value)
    {
        var field = buffer.Take(5);
        BinaryPrimitives.WriteInt32BigEndian(field, 1);
        field[4] = value ? (byte)1 : (byte)0;
    }
}

/// <summary>date: days since 2000-01-01, where Parquet counts from 1970-01-01.</summary>
internal sealed class DateEncoder(string column) : FieldEncoder<int>
{
    private const int Epoch = 10_957;

    protected override void WriteValue(CopyBuffer buffer, int value)
    {
        var field = buffer.Take(8);
        BinaryPrimitives.WriteInt32BigEndian(field, sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(field[4..], value switch
        {
            int.MaxValue => int.MaxValue, // infinity, as DuckDB has it
            -int.MaxValue => int.MinValue, // -infinity
            < int.MinValue + Epoch + 1 => throw UnloadableValue.In(column, $"the date {value} days from 1970-01-01"),
            _ => value - Epoch,
        });
    }
}

/// <summary>timestamp and timestamptz: microseconds since 2000-01-01, where Parquet counts from 1970-01-01.</summary>
internal sealed class TimestampEncoder(string column) : FieldEncoder<long>
{
    private const long Epoch = 946_684_800_000_000;

    protected override void WriteValue(CopyBuffer buffer, long value) =>
        FixedFields.WriteInt64(buffer, value switch
        {
            long.MaxValue => long.MaxValue, // infinity, as DuckDB has it
            -long.MaxValue => long.MinValue, // -infinity
            < long.MinValue + Epoch + 1 => throw UnloadableValue.In(column, $"the moment {value} µs from 1970-01-01"),
            _ => value - Epoch,
        });
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
