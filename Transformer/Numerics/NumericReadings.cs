using System.Globalization;
using System.Text;
using EtlAspire.Transformer.Chunks;
using EtlAspire.Transformer.TextValues;

namespace EtlAspire.Transformer.Numerics;

/// <summary>A number as PostgreSQL shows it, to be shown: no fault is.</summary>
internal readonly struct ShownNumber : ITextFunction
{
    public static void Compute(ReadOnlySpan<byte> text, ResultVector results, int row)
    {
        if (NumericFault.Is(text))
            results.SetNull(row);
        else
            Change<Itself>.Compute(text, results, row);
    }
}

/// <summary>A number without an exponent and zeros at the end of its decimals: equal numbers are equal texts.</summary>
internal readonly struct PlainNumber : ITextFunction
{
    public static void Compute(ReadOnlySpan<byte> text, ResultVector results, int row)
    {
        if (ShortNumber.TryParse(text, out var value))
        {
            Span<byte> shown = stackalloc byte[ShortNumber.MaxLength];
            results.SetText(row, Trim(shown[..ShortNumber.Format(value, shown)]));
        }
        else if (NumericFault.Is(text))
        {
            results.SetNull(row);
        }
        else
        {
            var result = NumericResult.Read(text);
            var shown = Encoding.UTF8.GetBytes(result.ToString());
            results.SetText(row, result.Fault is null ? Trim(shown) : shown);
        }
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> shown) =>
        shown.Contains((byte)'.') ? shown.TrimEnd((byte)'0').TrimEnd((byte)'.') : shown;
}

/// <summary>A text of the user's that is to be a number: a fault is a text like others here.</summary>
internal readonly struct CastNumber : ITextFunction
{
    public static void Compute(ReadOnlySpan<byte> text, ResultVector results, int row)
    {
        var trimmed = text.Trim(TextValueFunctions.WhiteSpace);
        if (NumericFault.Is(trimmed))
            results.Write(row, NumericFault.NoNumber(trimmed));
        else
            Change<Itself>.Compute(trimmed, results, row);
    }
}

/// <summary>The nearest bigint, away from zero where two are as near; null where there is none.</summary>
internal readonly struct BigintOfNumber : ITextFunction
{
    public static void Compute(ReadOnlySpan<byte> text, ResultVector results, int row)
    {
        if (Bigint.TryParse(text, out var value))
            results.Set(row, value);
        else if (NumericResult.Read(text) is { Fault: null } number && number.Value.Round(0).Unscaled is var whole
            && whole >= long.MinValue && whole <= long.MaxValue)
            results.Set(row, (long)whole);
        else
            results.SetNull(row);
    }
}

/// <summary>The nearest double; null where the number is too large, or so small that nothing but zero is left.</summary>
internal readonly struct DoubleOfNumber : ITextFunction
{
    public static void Compute(ReadOnlySpan<byte> text, ResultVector results, int row)
    {
        if (NumberText.TryParse(text, out var number) && number.FitsNumeric
            && double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) is var value
            && double.IsFinite(value) && (value != 0 || number.IsZero))
            results.Set(row, value + 0d); // numeric knows no -0
        else
            results.SetNull(row);
    }
}
