using EtlAspire.Contracts.Batches;

namespace EtlAspire.Transformer.TextValues;

/// <summary>A number as a text gives it, in its parts: <c>12</c>, <c>-12.50</c>, <c>+.5e-3</c>.</summary>
internal readonly ref struct NumberText
{
    /// <summary>From here on PostgreSQL takes no exponent, not even of zero.</summary>
    private const long ExponentLimit = int.MaxValue / 2;

    public bool IsNegative { get; private init; }

    /// <summary>The digits before the point.</summary>
    public ReadOnlySpan<byte> Whole { get; private init; }

    /// <summary>The digits after the point.</summary>
    public ReadOnlySpan<byte> Decimals { get; private init; }

    /// <summary>By how many places the point is to be moved to the right; one beyond all limits is not exact.</summary>
    public long Exponent { get; private init; }

    public bool IsZero => !Whole.ContainsAnyExcept((byte)'0') && !Decimals.ContainsAnyExcept((byte)'0');

    /// <summary>Whether PostgreSQL's numeric holds it. Zeros at the end are decimals to it, zeros in front are nothing.</summary>
    public bool FitsNumeric
    {
        get
        {
            if (Math.Abs(Exponent) >= ExponentLimit || Decimals.Length - Exponent > NumericLimits.Decimals)
                return false;

            var whole = Whole.TrimStart((byte)'0');
            var decimals = Decimals.TrimStart((byte)'0');
            var firstDigit = whole.IsEmpty ? decimals.Length - Decimals.Length : whole.Length;
            return (whole.IsEmpty && decimals.IsEmpty) || firstDigit + Exponent <= NumericLimits.IntegerDigits;
        }
    }

    /// <summary>Reads a text; false when it is no number.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out NumberText number)
    {
        var isNegative = text is [(byte)'-', ..];
        var rest = isNegative || text is [(byte)'+', ..] ? text[1..] : text;
        var whole = TakeDigits(ref rest);
        ReadOnlySpan<byte> decimals = [];
        if (rest is [(byte)'.', ..])
        {
            rest = rest[1..];
            decimals = TakeDigits(ref rest);
        }

        var isNumber = TryReadExponent(rest, out var exponent) && !(whole.IsEmpty && decimals.IsEmpty);
        number = new NumberText { IsNegative = isNegative, Whole = whole, Decimals = decimals, Exponent = exponent };
        return isNumber;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, out long exponent)
    {
        exponent = 0;
        if (text.IsEmpty)
            return true;
        if (text is not [(byte)'e' or (byte)'E', .. var digits])
            return false;

        var isNegative = digits is [(byte)'-', ..];
        if (isNegative || digits is [(byte)'+', ..])
            digits = digits[1..];
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
                return false;
            exponent = Math.Min(exponent * 10 + digit - '0', ExponentLimit);
        }

        if (isNegative)
            exponent = -exponent;
        return !digits.IsEmpty;
    }

    private static ReadOnlySpan<byte> TakeDigits(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = end < 0 ? rest : rest[..end];
        rest = rest[digits.Length..];
        return digits;
    }
}
