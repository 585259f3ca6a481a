namespace EtlAspire.Transformer.Numerics;

internal readonly struct Rounding : IPlacesFunction
{
    /// <summary>PostgreSQL takes places beyond for these.</summary>
    public const int MaxPlaces = 2000;

    public static NumericResult Compute(Numeric value, long first, long last) =>
        value.Round((int)Math.Clamp(last, -MaxPlaces, MaxPlaces));
}

internal readonly struct Truncation : IPlacesFunction
{
    public static NumericResult Compute(Numeric value, long first, long last) =>
        value.Truncate((int)Math.Clamp(last, -Rounding.MaxPlaces, Rounding.MaxPlaces));
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
