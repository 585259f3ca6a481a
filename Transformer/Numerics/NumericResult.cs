using System.Text;
using EtlAspire.Transformer.TextValues;

namespace EtlAspire.Transformer.Numerics;

/// <summary>A number that PostgreSQL has room for, or the fault why there is none.</summary>
internal readonly struct NumericResult
{
    private NumericResult(Numeric value, string? fault)
    {
        Value = value;
        Fault = fault;
    }

    /// <summary>The number, if there is no fault.</summary>
    public Numeric Value { get; }

    public string? Fault { get; }

    public static implicit operator NumericResult(Numeric value) =>
        value.FitsLimits ? new NumericResult(value, null) : NumericFault.BeyondLimits;

    public static implicit operator NumericResult(string fault) => new(default, fault);

    /// <summary>Reads a text; a fault stays the fault that it is.</summary>
    public static NumericResult Read(ReadOnlySpan<byte> text)
    {
        if (NumericFault.Is(text))
            return Encoding.UTF8.GetString(text);
        if (!NumberText.TryParse(text, out var number))
            return NumericFault.NoNumber(text);
        return number.FitsNumeric ? new NumericResult(Numeric.Of(number), null) : NumericFault.BeyondLimits;
    }

    public override string ToString() => Fault ?? Value.ToString();
}
