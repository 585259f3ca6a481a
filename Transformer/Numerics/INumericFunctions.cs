using EtlAspire.Transformer.Chunks;

namespace EtlAspire.Transformer.Numerics;

/// <summary>A function of a number's text: a structure, so that it is compiled into the loop over a chunk's rows.</summary>
internal interface ITextFunction
{
    /// <summary>Writes the row's result.</summary>
    static abstract void Compute(ReadOnlySpan<byte> text, ResultVector results, int row);
}

/// <summary>A function of two numbers' texts.</summary>
internal interface IPairFunction
{
    /// <summary>Writes the row's result.</summary>
    static abstract void Compute(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, ResultVector results, int row);
}

/// <summary>A function of a number and one or two places; with one, both are the same.</summary>
internal interface IPlacesFunction
{
    static abstract NumericResult Compute(Numeric value, long first, long last);
}

/// <summary>An operation that makes a number of one.</summary>
internal interface INumericChange
{
    static abstract NumericResult Compute(Numeric value);

    /// <summary>The same for a short number. False where there is no fast way.</summary>
    static virtual bool TryCompute(decimal value, out decimal result)
    {
        result = 0;
        return false;
    }
}

/// <summary>An operation that makes a number of two.</summary>
internal interface INumericOperation
{
    static abstract NumericResult Compute(Numeric left, Numeric right);

    /// <summary>The same for short numbers. False where there is no fast way.</summary>
    static virtual bool TryCompute(decimal left, decimal right, out decimal result)
    {
        result = 0;
        return false;
    }
}

/// <summary>An operation that makes a bigint of bigints.</summary>
internal interface IBigintOperation
{
    /// <summary>False when a bigint does not hold the result.</summary>
    static abstract bool TryCompute(long left, long right, out long result);
}

/// <summary>An operation that makes a bigint of one.</summary>
internal interface IBigintChange
{
    /// <summary>False when a bigint does not hold the result.</summary>
    static abstract bool TryCompute(long value, out long result);
}
