using System.Buffers.Text;
using EtlAspire.Transformer.Chunks;

namespace EtlAspire.Transformer.Numerics;

/// <summary>An operation on numerics.</summary>
internal readonly struct Arithmetic<TOperation> : IPairFunction
    where TOperation : struct, INumericOperation
{
    public static void Compute(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, ResultVector results, int row)
    {
        if (ShortNumber.TryParse(left, out var shortLeft) && ShortNumber.TryParse(right, out var shortRight)
            && TOperation.TryCompute(shortLeft, shortRight, out var shortResult))
        {
            results.Write(row, shortResult);
            return;
        }

        var first = NumericResult.Read(left);
        var second = NumericResult.Read(right);
        results.Write(row, first.Fault is not null ? first
            : second.Fault is not null ? second
            : TOperation.Compute(first.Value, second.Value));
    }
}

/// <summary>An operation on one numeric.</summary>
internal readonly struct Change<TChange> : ITextFunction
    where TChange : struct, INumericChange
{
    public static void Compute(ReadOnlySpan<byte> text, ResultVector results, int row)
    {
        if (ShortNumber.TryParse(text, out var shortValue) && TChange.TryCompute(shortValue, out var shortResult))
        {
            results.Write(row, shortResult);
            return;
        }

        var value = NumericResult.Read(text);
        results.Write(row, value.Fault is null ? TChange.Compute(value.Value) : value);
    }
}

/// <summary>An operation on numbers of JSON: bigints, if they are written so, whose result then is one too.</summary>
internal readonly struct JsonArithmetic<TOperation> : IPairFunction
    where TOperation : struct, INumericOperation, IBigintOperation
{
    public static void Compute(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, ResultVector results, int row)
    {
        if (!Bigint.TryParse(left, out var first) || !Bigint.TryParse(right, out var second))
            Arithmetic<TOperation>.Compute(left, right, results, row);
        else if (TOperation.TryCompute(first, second, out long result))
            results.Write(row, result);
        else
            results.Write(row, NumericFault.BigintRange);
    }
}

/// <summary>An operation on one number of JSON.</summary>
internal readonly struct JsonChange<TChange> : ITextFunction
    where TChange : struct, INumericChange, IBigintChange
{
    public static void Compute(ReadOnlySpan<byte> text, ResultVector results, int row)
    {
        if (!Bigint.TryParse(text, out var value))
            Change<TChange>.Compute(text, results, row);
        else if (TChange.TryCompute(value, out long result))
            results.Write(row, result);
        else
            results.Write(row, NumericFault.BigintRange);
    }
}

/// <summary>Numbers that JSON gave as bigints: written without a point and an exponent, and not too large.</summary>
internal static class Bigint
{
    public static bool TryParse(ReadOnlySpan<byte> text, out long value) =>
        Utf8Parser.TryParse(text, out value, out var length) && length == text.Length;
}
