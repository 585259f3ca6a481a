using System.Numerics;
using EtlAspire.Contracts.Batches;

namespace EtlAspire.Transformer.Numerics;

/// <summary>
/// Powers of whole exponents, with as many digits on the way as PostgreSQL 15 keeps: the last digit shown depends on them, and all
/// digits would be too many.
/// </summary>
internal static class NumericPower
{
    private const int GuardDigits = 8;

    // Digits times squarings: half a second of work, which nothing can break off.
    private const long MostWork = 1_000_000;

    public static NumericResult Power(Numeric number, Numeric exponent)
    {
        var whole = exponent.Truncate(0);
        if (whole.CompareTo(exponent) != 0)
            return NumericFault.NoWholeExponent(exponent);
        if (whole.Unscaled < int.MinValue || whole.Unscaled > int.MaxValue)
            return NumericFault.LargeExponent(exponent);

        var times = (int)whole.Unscaled;
        var scale = Math.Clamp(number.Scale, NumericArithmetic.LeastDigits, NumericArithmetic.MostDecimals);
        if (number.IsZero && times < 0)
            return NumericFault.DivisionByZero;
        return times switch
        {
            0 => new Numeric(1, 0).Round(scale),
            1 => number.Round(scale),
            2 => NumericArithmetic.Product(number, number).Round(scale),
            -1 => NumericArithmetic.Quotient(new Numeric(1, 0), number, scale),
            _ when number.IsZero => new Numeric(0, scale),
            _ => Multiply(number, times, scale),
        };
    }

    private static NumericResult Multiply(Numeric number, int times, int scale)
    {
        var magnitude = times * (BigInteger.Log10(BigInteger.Abs(number.Unscaled)) - number.Scale);
        if (magnitude > NumericLimits.IntegerDigits + 1)
            return NumericFault.BeyondLimits;
        if (magnitude + 1 < -scale)
            return new Numeric(0, scale);

        var digits = 1 + scale + (int)magnitude + (int)Math.Log(Math.Abs((double)times)) + GuardDigits;
        if (digits * (long)Math.Log2(Math.Abs((double)times)) > MostWork)
            return NumericFault.LargeExponent(new Numeric(times, 0));

        var result = (times & 1) != 0 ? number : new Numeric(1, 0);
        var square = number;
        for (var rest = (uint)Math.Abs((long)times) >> 1; rest > 0; rest >>= 1)
        {
            square = Product(square, square, digits);
            if ((rest & 1) != 0)
                result = Product(square, result, digits);
        }

        return times < 0 ? NumericArithmetic.Quotient(new Numeric(1, 0), result, scale) : result.Round(scale);
    }

    private static Numeric Product(Numeric left, Numeric right, int digits)
    {
        var product = NumericArithmetic.Product(left, right);
        var scale = Math.Max(0, digits - 4 * (left.Weight + right.Weight));
        return product.Scale > scale ? product.Round(scale) : product;
    }
}
