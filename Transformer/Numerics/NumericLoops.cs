using EtlAspire.Transformer.Chunks;

namespace EtlAspire.Transformer.Numerics;

/// <summary>The loops over a chunk's rows, one for each shape of arguments. A null argument gives null.</summary>
internal static class NumericLoops
{
    public static void OfText<TFunction>(Chunk rows, ResultVector results)
        where TFunction : struct, ITextFunction
    {
        var texts = rows.GetVector(0);
        var count = rows.Count;
        for (var row = 0; row < count; row++)
        {
            if (texts.IsNull(row))
                results.SetNull(row);
            else
                TFunction.Compute(texts.GetText(row), results, row);
        }
    }

    public static void OfPair<TFunction>(Chunk rows, ResultVector results)
        where TFunction : struct, IPairFunction
    {
        var lefts = rows.GetVector(0);
        var rights = rows.GetVector(1);
        var count = rows.Count;
        for (var row = 0; row < count; row++)
        {
            if (lefts.IsNull(row) || rights.IsNull(row))
                results.SetNull(row);
            else
                TFunction.Compute(lefts.GetText(row), rights.GetText(row), results, row);
        }
    }

    /// <summary>Operands of which one may be a fault, which is the result even where the other one is null.</summary>
    public static void OfOperands<TFunction>(Chunk rows, ResultVector results)
        where TFunction : struct, IPairFunction
    {
        var lefts = rows.GetVector(0);
        var rights = rows.GetVector(1);
        var count = rows.Count;
        for (var row = 0; row < count; row++)
        {
            var (hasLeft, hasRight) = (!lefts.IsNull(row), !rights.IsNull(row));
            if (hasLeft && hasRight)
                TFunction.Compute(lefts.GetText(row), rights.GetText(row), results, row);
            else if (hasLeft && NumericFault.Is(lefts.GetText(row)))
                results.SetText(row, lefts.GetText(row));
            else if (hasRight && NumericFault.Is(rights.GetText(row)))
                results.SetText(row, rights.GetText(row));
            else
                results.SetNull(row);
        }
    }

    public static void OfPlaces<TFunction>(Chunk rows, ResultVector results)
        where TFunction : struct, IPlacesFunction
    {
        var texts = rows.GetVector(0);
        var firsts = rows.GetVector(1);
        var lasts = rows.GetVector(rows.Columns - 1);
        var count = rows.Count;
        for (var row = 0; row < count; row++)
        {
            if (texts.IsNull(row) || firsts.IsNull(row) || lasts.IsNull(row))
            {
                results.SetNull(row);
                continue;
            }

            var value = NumericResult.Read(texts.GetText(row));
            results.Write(row, value.Fault is null ? TFunction.Compute(value.Value, firsts.Get<long>(row), lasts.Get<long>(row)) : value);
        }
    }

    /// <summary>The greater one; of equal ones the first, and where there is but one, that.</summary>
    public static void Greatest(Chunk rows, ResultVector results) => Choose(rows, results, -1);

    /// <summary>The lesser one; of equal ones the first, and where there is but one, that.</summary>
    public static void Least(Chunk rows, ResultVector results) => Choose(rows, results, 1);

    public static void OfDouble(Chunk rows, ResultVector results)
    {
        var values = rows.GetVector(0);
        var count = rows.Count;
        for (var row = 0; row < count; row++)
        {
            if (values.IsNull(row))
                results.SetNull(row);
            else
                results.Write(row, DoubleNumber.Read(values.Get<double>(row)));
        }
    }

    // The second is taken where the comparison of the first with it has the sign.
    private static void Choose(Chunk rows, ResultVector results, int sign)
    {
        var lefts = rows.GetVector(0);
        var rights = rows.GetVector(1);
        var count = rows.Count;
        for (var row = 0; row < count; row++)
        {
            if (lefts.IsNull(row) && rights.IsNull(row))
            {
                results.SetNull(row);
                continue;
            }

            var left = lefts.IsNull(row) ? rights.GetText(row) : lefts.GetText(row);
            var right = rights.IsNull(row) ? left : rights.GetText(row);
            if (NumericComparison.TryCompare(left, right, out var order))
                results.SetText(row, order == sign ? right : left);
            else
                results.Write(row, NumericResult.Read(left) is { Fault: not null } fault ? fault : NumericResult.Read(right));
        }
    }
}
