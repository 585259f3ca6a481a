using System.Text;
using EtlAspire.Contracts.Batches;

namespace EtlAspire.Extractor.Scanning;

/// <summary>
/// Finds numbers that PostgreSQL cannot hold. Such a number is a fault of its record, wherever it stands: whether its column is jsonb may
/// be up to others.
/// </summary>
internal static class NumberLimits
{
    private const int ShownCharacters = 40;

    // An exponent of fewer digits leads beyond no limit, as long as the number itself is not that long.
    private const int CriticalExponentDigits = 4;
    private const int MaxPlainLength = NumericLimits.Decimals - 1_000;

    public static bool IsStorable(NumberDigits digits) => digits.Integer <= NumericLimits.IntegerDigits && digits.Fraction <= NumericLimits.Decimals;

    /// <param name="number">A number as JSON writes it.</param>
    public static bool IsStorable(ReadOnlySpan<byte> number) =>
        (number.Length <= NumericLimits.Decimals && number.IndexOfAny((byte)'e', (byte)'E') < 0) || IsStorable(NumberDigits.Count(number));

    /// <summary>Whether there may be a number in a piece of JSON that cannot be held; a quick look that errs on the safe side.</summary>
    public static bool MayBeExceeded(ReadOnlySpan<byte> json)
    {
        if (HasLongValue(json))
            return true;

        while (json.IndexOfAny((byte)'e', (byte)'E') is >= 0 and var mark)
        {
            json = json[(mark + 1)..];
            var exponent = json is [(byte)'+' or (byte)'-', ..] ? json[1..] : json;
            if (exponent.Length >= CriticalExponentDigits
                && !exponent[..CriticalExponentDigits].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The fault of a record that has such a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="place">Where it stands: names joined by dots.</param>
    public static string Describe(ReadOnlySpan<byte> number, string place)
    {
        var text = Encoding.UTF8.GetString(number[..Math.Min(number.Length, ShownCharacters)]);
        return $"The number {text}{(number.Length > ShownCharacters ? "…" : "")} at {place} has more digits than PostgreSQL can store.";
    }

    private static bool HasLongValue(ReadOnlySpan<byte> json)
    {
        while (json.Length > MaxPlainLength)
        {
            var comma = json[..MaxPlainLength].LastIndexOf((byte)',');
            if (comma < 0)
                return true;
            json = json[(comma + 1)..];
        }

        return false;
    }
}
