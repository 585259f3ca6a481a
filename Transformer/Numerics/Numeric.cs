using System.Globalization;
using System.Numerics;
using System.Text;
using EtlAspire.Contracts.Batches;
using EtlAspire.Transformer.TextValues;

namespace EtlAspire.Transformer.Numerics;

/// <summary>A number as PostgreSQL's numeric keeps it: exactly, and with the decimals that it is shown with.</summary>
/// <param name="unscaled">The number without its point.</param>
/// <param name="scale">How many of its digits stand behind the point, from 0.</param>
internal readonly struct Numeric(BigInteger unscaled, int scale)
{
    private const int LongDigits = 18;

    public BigInteger Unscaled => unscaled;

    public int Scale => scale;

    public bool IsZero => unscaled.IsZero;

    /// <summary>
    /// By which power of 10,000 the first digit stands when the number is written in digits up to 9,999. PostgreSQL keeps it so, and
    /// how exactly it divides depends on it.
    /// </summary>
    public int Weight => IsZero ? 0 : (int)Math.Floor((PowersOfTen.CountDigits(unscaled) - scale - 1) / 4.0);

    /// <summary>Whether PostgreSQL has room for it.</summary>
    public bool FitsLimits =>
        scale <= NumericLimits.Decimals && PowersOfTen.HasAtMost(unscaled, NumericLimits.IntegerDigits + scale);

    /// <summary>A number that PostgreSQL's numeric holds.</summary>
    public static Numeric Of(NumberText text)
    {
        var unscaled = ReadDigits(text.Whole, text.Decimals);
        if (text.IsNegative)
            unscaled = -unscaled;
        var scale = text.Decimals.Length - text.Exponent;
        if (scale >= 0)
            return new Numeric(unscaled, (int)scale);
        return new Numeric(unscaled.IsZero ? unscaled : unscaled * PowersOfTen.Get((int)-scale), 0);
    }

    /// <summary>The number without its point, if it had more decimals.</summary>
    public BigInteger At(int larger) => larger == scale ? unscaled : unscaled * PowersOfTen.Get(larger - scale);

    /// <summary>With as many decimals, rounded half away from zero; as many zeros before the point if it is negative.</summary>
    public Numeric Round(int places) => Cut(places, isRounded: true);

    /// <summary>With as many decimals, the others cut off; as many zeros before the point if it is negative.</summary>
    public Numeric Truncate(int places) => Cut(places, isRounded: false);

    public int CompareTo(Numeric other)
    {
        if (unscaled.Sign != other.Unscaled.Sign)
            return unscaled.Sign < other.Unscaled.Sign ? -1 : 1;
        var larger = Math.Max(scale, other.Scale);
        return Math.Sign(At(larger).CompareTo(other.At(larger)));
    }

    /// <summary>As PostgreSQL shows it.</summary>
    public override string ToString()
    {
        var sign = unscaled.Sign < 0 ? "-" : "";
        var digits = WriteDigits();
        return scale == 0 ? sign + digits : $"{sign}{digits.AsSpan(0, digits.Length - scale)}.{digits.AsSpan(digits.Length - scale)}";
    }

    private static BigInteger ReadDigits(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> decimals)
    {
        whole = whole.TrimStart((byte)'0');
        if (whole.Length + decimals.Length > LongDigits)
        {
            var digits = Encoding.ASCII.GetString(whole) + Encoding.ASCII.GetString(decimals);
            return BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        var value = 0L;
        foreach (var digit in whole)
            value = value * 10 + digit - '0';
        foreach (var digit in decimals)
            value = value * 10 + digit - '0';
        return value;
    }

    private string WriteDigits()
    {
        var magnitude = BigInteger.Abs(unscaled);
        return string.Create(Math.Max(scale + 1, PowersOfTen.CountDigits(magnitude)), magnitude, static (digits, number) => DecimalDigits.Write(number, digits));
    }

    private Numeric Cut(int places, bool isRounded)
    {
        if (places >= scale)
            return new Numeric(At(places), places);
        if (PowersOfTen.HasAtMost(unscaled, scale - places - 1))
            return new Numeric(0, Math.Max(0, places));

        var unit = PowersOfTen.Get(scale - places);
        var units = BigInteger.DivRem(unscaled, unit, out var rest);
        if (isRounded && BigInteger.Abs(rest) * 2 >= unit)
            units += unscaled.Sign;
        return places >= 0 ? new Numeric(units, places) : new Numeric(units * PowersOfTen.Get(-places), 0);
    }
}
