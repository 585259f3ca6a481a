using System.Globalization;
using System.Text;

namespace EtlAspire.Transformer.Numerics;

/// <summary>Doubles as PostgreSQL 15 casts them to numeric: by their first 15 digits, which is fewer than they have.</summary>
internal static class DoubleNumber
{
    private const string FifteenDigits = "G15";

    public static NumericResult Read(double value)
    {
        if (!double.IsFinite(value))
            return NumericFault.NoNumber(Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)));

        Span<byte> text = stackalloc byte[ShortNumber.MaxLength];
        value.TryFormat(text, out var length, FifteenDigits, CultureInfo.InvariantCulture);
        return NumericResult.Read(text[..length]);
    }
}
