using System.Globalization;
using System.Text;
using EtlAspire.DuckDb;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>numeric, from a double: by its shortest text that reads back the same, which is how the JSON had it.</summary>
internal sealed class NumericFromDoubleEncoder : FieldEncoder
{
    private const int MaxLength = 32;

    protected override void WriteValue(CopyBuffer buffer, ChunkVector vector, int row)
    {
        var value = vector.Get<double>(row);
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

/// <summary>numeric, from a whole number that stands for itself over a power of ten: BIGINT, HUGEINT and every DECIMAL.</summary>
internal sealed class NumericFromIntegerEncoder<T>(Func<T, Int128> widen, int scale) : FieldEncoder
    where T : unmanaged
{
    private const int MaxLength = 40;

    protected override void WriteValue(CopyBuffer buffer, ChunkVector vector, int row)
    {
        var value = widen(vector.Get<T>(row));
        var negative = value < 0;
        var magnitude = negative ? (UInt128)(-(value + 1)) + 1 : (UInt128)value; // the smallest one has no positive
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

/// <summary>numeric, from a number that is kept as text because nothing else holds all its digits.</summary>
internal sealed class NumericFromTextEncoder(string column) : FieldEncoder
{
    private const int MaxShown = 80;

    protected override void WriteValue(CopyBuffer buffer, ChunkVector vector, int row)
    {
        var text = vector.GetText(row);
        if (NumericText.TryWrite(buffer, text))
            return;

        var shown = text[..Math.Min(text.Length, MaxShown)];
        throw UnloadableValue.In(column, $"the number '{Encoding.UTF8.GetString(shown)}'");
    }
}
