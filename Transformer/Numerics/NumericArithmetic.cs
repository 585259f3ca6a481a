using System.Numerics;
using EtlAspire.Contracts.Batches;

namespace EtlAspire.Transformer.Numerics;

/// <summary>Sums, products and quotients with the digits and decimals that PostgreSQL 15 gives them.</summary>
internal static class NumericArithmetic
{
    /// <summary>What PostgreSQL shows at least of a quotient or a power.</summary>
    public const int LeastDigits = 16;

    /// <summary>The most decimals that PostgreSQL gives a quotient or a power.</summary>
    public const int MostDecimals = 1000;

    public static NumericResult Add(Numeric left, Numeric right)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        return new Numeric(left.At(scale) + right.At(scale), scale);
    }

    public static NumericResult Subtract(Numeric left, Numeric right) => Add(left, new Numeric(-right.Unscaled, right.Scale));

    public static NumericResult Multiply(Numeric left, Numeric right)
    {
        var product = Product(left, right);
        return product.Scale > NumericLimits.Decimals ? product.Round(NumericLimits.Decimals) : product;
    }

    public static NumericResult Divide(Numeric left, Numeric right) =>
        right.IsZero ? NumericFault.DivisionByZero : Quotient(left, right, ChooseScale(left, right));

    public static NumericResult DivideWhole(Numeric left, Numeric right)
    {
        if (right.IsZero)
            return NumericFault.DivisionByZero;
        var scale = Math.Max(left.Scale, right.Scale);
        return new Numeric(left.At(scale) / right.At(scale), 0);
    }

    public static NumericResult Remainder(Numeric left, Numeric right)
    {
        if (right.IsZero)
            return NumericFault.DivisionByZero;
        var scale = Math.Max(left.Scale, right.Scale);
        return new Numeric(left.At(scale) % right.At(scale), scale);
    }

    /// <summary>All digits of a product.</summary>
    public static Numeric Product(Numeric left, Numeric right) => new(left.Unscaled * right.Unscaled, left.Scale + right.Scale);

    /// <summary>A quotient of so many decimals, rounded half away from zero.</summary>
    public static Numeric Quotient(Numeric left, Numeric right, int scale)
    {
        var shift = scale - left.Scale + right.Scale;
        var dividend = shift > 0 ? left.Unscaled * PowersOfTen.Get(shift) : left.Unscaled;
        var divisor = shift < 0 ? right.Unscaled * PowersOfTen.Get(-shift) : right.Unscaled;
        var quotient = BigInteger.DivRem(dividend, divisor, out var rest);
        if (BigInteger.Abs(rest) * 2 >= BigInteger.Abs(divisor))
            quotient += dividend.Sign * divisor.Sign;
        return new Numeric(quotient, scale);
    }

    // PostgreSQL looks at the first digits of base 10,000 only.
    private static int ChooseScale(Numeric left, Numeric right)
    {
        var weight = left.Weight - right.Weight;
        if (FirstDigit(left) <= FirstDigit(right))
            weight--;
        var scale = Math.Max(LeastDigits - 4 * weight, Math.Max(left.Scale, right.Scale));
        return Math.Min(scale, MostDecimals);
    }

    private static BigInteger FirstDigit(Numeric number)
    {
        var places = number.Scale + 4 * number.Weight;
        var magnitude = BigInteger.Abs(number.Unscaled);
        return places >= 0 ? magnitude / PowersOfTen.Get(places) : magnitude * PowersOfTen.Get(-places);
    }
}
