using EtlAspire.Transformer.Chunks;

namespace EtlAspire.Transformer.Numerics;

/// <summary>Which of two numbers is the greater one: -1, 0 or 1; null where one is no number.</summary>
internal readonly struct NumericComparison : IPairFunction
{
    public static void Compute(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, ResultVector results, int row)
    {
        if (TryCompare(left, right, out var order))
            results.Set(row, order);
        else
            results.SetNull(row);
    }

    /// <summary>False when one of them is no number.</summary>
    public static bool TryCompare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, out int order)
    {
        if (ShortNumber.TryParse(left, out var shortLeft) && ShortNumber.TryParse(right, out var shortRight))
        {
            order = decimal.Compare(shortLeft, shortRight);
            return true;
        }

        var first = NumericResult.Read(left);
        var second = NumericResult.Read(right);
        var areNumbers = first.Fault is null && second.Fault is null;
        order = areNumbers ? first.Value.CompareTo(second.Value) : 0;
        return areNumbers;
    }
}
