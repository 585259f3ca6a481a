using System.Buffers.Text;
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

    /// <summary>Whether an integer of <see cref="LongDigits"/> digits was seen that 64 bits do not hold.</summary>
    public bool ExceedsBigint;

    /// <summary>Of integers with so many digits 64 bits hold some and not others.</summary>
    public const int LongDigits = 19;

    /// <summary>Whether integers of <see cref="LongDigits"/> digits were seen, and 64 bits hold them all.</summary>
    public readonly bool HasLongBigints => IntegerDigits == LongDigits && !ExceedsBigint;

    /// <summary>Whether a number has no more digits than those before it.</summary>
    /// <param name="number">The number as JSON writes it.</param>
    /// <param name="isInteger">Whether it has neither fraction nor exponent.</param>
    /// <param name="digits">How many it has; not counted where its length says enough, as that of the usual integer does.</param>
    public readonly bool Holds(ReadOnlySpan<byte> number, bool isInteger, out NumberDigits digits)
    {
        digits = default;
        if (isInteger && number.Length <= SignificantDigits && number.Length <= IntegerDigits && number.Length < LongDigits)
            return true;

        digits = NumberDigits.Count(number);
        return digits.Integer <= IntegerDigits && digits.Fraction <= FractionDigits && digits.Significant <= SignificantDigits
            && (ExceedsBigint || !IsBeyondBigint(number, digits));
    }

    /// <summary>Whether a number is one of those with <see cref="LongDigits"/> digits that 64 bits do not hold.</summary>
    public static bool IsBeyondBigint(ReadOnlySpan<byte> number, NumberDigits digits) => digits is { Integer: LongDigits, Fraction: 0 }
        && !(Utf8Parser.TryParse(number, out long _, out var read) && read == number.Length);
}
