using System.Numerics;

namespace EtlAspire.Transformer.Numerics;

internal readonly struct Negation : INumericChange, IBigintChange
{
    public static NumericResult Compute(Numeric value) => new Numeric(-value.Unscaled, value.Scale);

    public static bool TryCompute(decimal value, out decimal result)
    {
        result = -value;
        return true;
    }

    public static bool TryCompute(long value, out long result)
    {
        result = unchecked(-value);
        return value != long.MinValue;
    }
}

internal readonly struct AbsoluteValue : INumericChange, IBigintChange
{
    public static NumericResult Compute(Numeric value) => new Numeric(BigInteger.Abs(value.Unscaled), value.Scale);

    public static bool TryCompute(decimal value, out decimal result)
    {
        result = decimal.Abs(value);
        return true;
    }

    public static bool TryCompute(long value, out long result)
    {
        result = value < 0 ? unchecked(-value) : value;
        return value != long.MinValue;
    }
}

internal readonly struct Sign : INumericChange
{
    public static NumericResult Compute(Numeric value) => new Numeric(value.Unscaled.Sign, 0);
}

internal readonly struct Ceiling : INumericChange
{
    public static NumericResult Compute(Numeric value)
    {
        var whole = value.Truncate(0);
        return whole.CompareTo(value) < 0 ? new Numeric(whole.Unscaled + 1, 0) : whole;
    }
}

internal readonly struct Floor : INumericChange
{
    public static NumericResult Compute(Numeric value)
    {
        var whole = value.Truncate(0);
        return whole.CompareTo(value) > 0 ? new Numeric(whole.Unscaled - 1, 0) : whole;
    }
}

/// <summary>A number as PostgreSQL shows it.</summary>
internal readonly struct Itself : INumericChange
{
    public static NumericResult Compute(Numeric value) => value;

    public static bool TryCompute(decimal value, out decimal result)
    {
        result = value;
        return true;
    }
}
