using EtlAspire.Contracts.Batches;

namespace EtlAspire.Transformer.Numerics;

internal readonly struct Rounding : IPlacesFunction
{
    public static NumericResult Compute(Numeric value, long first, long last) => value.Round(Limit(last));

    /// <summary>PostgreSQL takes places beyond for these: more decimals it cannot keep, and fewer leave nothing anyway.</summary>
    public static int Limit(long places) => (int)Math.Clamp(places, -NumericLimits.IntegerDigits - 1, NumericLimits.Decimals);
}

internal readonly struct Truncation : IPlacesFunction
{
    public static NumericResult Compute(Numeric value, long first, long last) => value.Truncate(Rounding.Limit(last));
}

/// <summary>A cast to numeric of a precision and a scale.</summary>
internal readonly struct Fit : IPlacesFunction
{
    private const int Most = 1000;

    public static NumericResult Compute(Numeric value, long first, long last)
    {
        if (first is >= 1 and <= Most && last is >= -Most and <= Most)
        {
            var rounded = value.Round((int)last);
            var digits = (int)(first - last) + rounded.Scale; // with those that a negative scale makes zeros
            if (PowersOfTen.HasAtMost(rounded.Unscaled, digits))
                return rounded;
        }

        return NumericFault.DoesNotFit(value, first, last);
    }
}
