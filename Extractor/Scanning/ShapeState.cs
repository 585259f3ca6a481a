using EtlAspire.Contracts.Batches;

namespace EtlAspire.Extractor.Scanning;

/// <summary>What a <see cref="ShapeNode"/> knows besides its fields; copied as a whole, to go back to it.</summary>
internal struct ShapeState
{
    public JsonKinds Kinds;
    public long Nulls;
    public int IntegerDigits;
    public int FractionDigits;
    public int SignificantDigits;

    /// <summary>Whether a number has no more digits than those before it.</summary>
    /// <param name="number">The number as JSON writes it.</param>
    /// <param name="isInteger">Whether it has neither fraction nor exponent.</param>
    /// <param name="digits">How many it has; not counted where its length says enough, as that of the usual integer does.</param>
    public readonly bool Holds(ReadOnlySpan<byte> number, bool isInteger, out NumberDigits digits)
    {
        digits = default;
        if (isInteger && number.Length <= SignificantDigits && number.Length <= IntegerDigits)
            return true;

        digits = NumberDigits.Count(number);
        return digits.Integer <= IntegerDigits && digits.Fraction <= FractionDigits && digits.Significant <= SignificantDigits;
    }
}
