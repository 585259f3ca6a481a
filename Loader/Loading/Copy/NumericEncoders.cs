using System.Buffers.Binary;
using System.Globalization;
using ParquetSharp;
using Encoding = System.Text.Encoding;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>numeric, from a double: by its shortest text that reads back the same, which is how the JSON had it.</summary>
internal sealed class NumericFromDoubleEncoder : FieldEncoder<double>
{
    private const int MaxLength = 32;

    protected override void WriteValue(CopyBuffer buffer, double value)
    {
        if (!double.IsFinite(value))
        {
            NumericField.WriteSpecial(buffer, value switch
            {
                double.PositiveInfinity => NumericField.Infinity,
                double.NegativeInfinity => NumericField.NegativeInfinity,
                _ => NumericField.NotANumber,
            });
            return;
        }

        Span<byte> text = stackalloc byte[MaxLength];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        NumericText.TryWrite(buffer, text[..length]); // a double's few hundred digits always fit
    }
}

/// <summary>numeric, from a whole number that stands for itself over a power of ten: a BIGINT and every DECIMAL.</summary>
internal sealed class NumericFromIntegerEncoder<T>(Func<T, Int128> widen, int scale) : FieldEncoder<T>
    where T : unmanaged
{
    private const int MaxLength = 40;

    protected override void WriteValue(CopyBuffer buffer, T value)
    {
        var whole = widen(value);
        var negative = whole < 0;
        var magnitude = negative ? (UInt128)(-(whole + 1)) + 1 : (UInt128)whole; // the smallest one has no positive
        Span<byte> digits = stackalloc byte[MaxLength];
        var length = Format(magnitude, digits);
        NumericField.TryWrite(buffer, negative, digits[..length], length - scale); // 39 digits always fit
    }

    private static int Format(UInt128 magnitude, Span<byte> digits)
    {
        int length;
        if (magnitude <= ulong.MaxValue)
            ((ulong)magnitude).TryFormat(digits, out length, default, CultureInfo.InvariantCulture);
        else
            magnitude.TryFormat(digits, out length, default, CultureInfo.InvariantCulture);
        return length;
    }
}

/// <summary>How Parquet keeps decimals of more than 18 digits: 16 bytes, the highest first.</summary>
internal static class HugeDecimal
{
    public const int Size = 16;

    public static Int128 Read(FixedLenByteArray value) => BinaryPrimitives.ReadInt128BigEndian(value.ToSpan(Size));
}

/// <summary>numeric, from a number that is kept as text because nothing else holds all its digits.</summary>
internal sealed class NumericFromTextEncoder(string column) : FieldEncoder<ByteArray>
{
    private const int MaxShown = 80;

    protected override void WriteValue(CopyBuffer buffer, ByteArray value)
    {
        var text = value.ToSpan();
        if (NumericText.TryWrite(buffer, text))
            return;

        var shown = text[..Math.Min(text.Length, MaxShown)];
        throw UnloadableValue.In(column, $"the number '{Encoding.UTF8.GetString(shown)}'");
    }
}
