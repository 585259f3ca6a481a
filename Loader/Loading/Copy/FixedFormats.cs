using System.Buffers.Binary;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>bigint.</summary>
internal readonly struct BigintFormat : IFieldFormat<long>
{
    public void Write(CopyBuffer buffer, long value) => buffer.WriteInt64Field(value);
}

/// <summary>double precision.</summary>
internal readonly struct DoubleFormat : IFieldFormat<double>
{
    public void Write(CopyBuffer buffer, double value) =>
        buffer.WriteInt64Field(BitConverter.DoubleToInt64Bits(value));
}

/// <summary>boolean.</summary>
internal readonly struct BooleanFormat : IFieldFormat<bool>
{
    public void Write(CopyBuffer buffer, bool value)
    {
        var field = buffer.Take(5);
        BinaryPrimitives.WriteInt32BigEndian(field, 1);
        field[4] = value ? (byte)1 : (byte)0;
    }
}

/// <summary>date: days since 2000-01-01, where Parquet counts from 1970-01-01.</summary>
internal readonly struct DateFormat(string column) : IFieldFormat<int>
{
    private const int Epoch = 10_957;

    public void Write(CopyBuffer buffer, int value)
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
internal readonly struct TimestampFormat(string column) : IFieldFormat<long>
{
    private const long Epoch = 946_684_800_000_000;

    public void Write(CopyBuffer buffer, long value) =>
        buffer.WriteInt64Field(value switch
        {
            long.MaxValue => long.MaxValue, // infinity, as DuckDB has it
            -long.MaxValue => long.MinValue, // -infinity
            < long.MinValue + Epoch + 1 => throw UnloadableValue.In(column, $"the moment {value} µs from 1970-01-01"),
            _ => value - Epoch,
        });
}
