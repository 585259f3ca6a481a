using System.Buffers.Binary;
using System.Globalization;
using ParquetSharp;
using Encoding = System.Text.Encoding;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>numeric, from a double: by its shortest text that reads back the same, which is how the JSON had it.</summary>
internal readonly struct NumericFromDouble : IFieldFormat<double>
{
    private const int MaxLength = 32;

    public void Write(CopyBuffer buffer, double value)
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

/// <summary>numeric, from a whole number that stands for itself over a power of ten.</summary>
internal static class NumericFromWhole
{
    private const int MaxLength = 40;

    /// <summary>Writes the field; so many of the whole number's digits as its scale says stand behind the point.</summary>
    public static void Write(CopyBuffer buffer, Int128 whole, int scale)
    {
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

/// <summary>numeric, from a DECIMAL of at most nine digits.</summary>
internal readonly struct NumericFromInt32(int scale) : IFieldFormat<int>
{
    public void Write(CopyBuffer buffer, int value) => NumericFromWhole.Write(buffer, value, scale);
}

/// <summary>numeric, from a BIGINT, or a DECIMAL of at most 18 digits.</summary>
internal readonly struct NumericFromInt64(int scale) : IFieldFormat<long>
{
    public void Write(CopyBuffer buffer, long value) => NumericFromWhole.Write(buffer, value, scale);
}

/// <summary>numeric, from a DECIMAL of more digits, which Parquet keeps as 16 bytes, the highest first.</summary>
internal readonly struct NumericFromHugeDecimal(int scale) : IFieldFormat<FixedLenByteArray>
{
    public const int Size = 16;

    public void Write(CopyBuffer buffer, FixedLenByteArray value) =>
        NumericFromWhole.Write(buffer, BinaryPrimitives.ReadInt128BigEndian(value.ToSpan(Size)), scale);
}

/// <summary>numeric, from a number that is kept as text because nothing else holds all its digits.</summary>
internal readonly struct NumericFromText(string column) : IFieldFormat<ByteArray>
{
    private const int MaxShown = 80;

    public void Write(CopyBuffer buffer, ByteArray value)
    {
        var text = value.ToSpan();
        if (NumericText.TryWrite(buffer, text))
            return;

        var shown = text[..Math.Min(text.Length, MaxShown)];
        throw UnloadableValue.In(column, $"the number '{Encoding.UTF8.GetString(shown)}'");
    }
}
