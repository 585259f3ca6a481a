using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using EtlAspire.Transformer.Chunks;
using static DuckDB.NET.Native.DuckDBType;

namespace EtlAspire.Transformer.Numerics;

/// <summary>
/// Functions of DuckDB that compute as PostgreSQL's numeric does, which no type of DuckDB can. A number is the text that it is
/// written as; what has no result is a <see cref="NumericFault"/> there. An operand that is a fault is the result.
/// </summary>
internal static unsafe class NumericFunctions
{
    private static readonly NumericFunction[] All =
    [
        new("numeric_add", Varchar, &NumericLoops.OfOperands<Arithmetic<Sum>>, Varchar, Varchar) { TakesNulls = true },
        new("numeric_subtract", Varchar, &NumericLoops.OfOperands<Arithmetic<Difference>>, Varchar, Varchar) { TakesNulls = true },
        new("numeric_multiply", Varchar, &NumericLoops.OfOperands<Arithmetic<Product>>, Varchar, Varchar) { TakesNulls = true },
        new("numeric_divide", Varchar, &NumericLoops.OfOperands<Arithmetic<Quotient>>, Varchar, Varchar) { TakesNulls = true },
        new("numeric_divide_whole", Varchar, &NumericLoops.OfOperands<Arithmetic<WholeQuotient>>, Varchar, Varchar) { TakesNulls = true },
        new("numeric_remainder", Varchar, &NumericLoops.OfOperands<Arithmetic<Remainder>>, Varchar, Varchar) { TakesNulls = true },
        new("numeric_power", Varchar, &NumericLoops.OfOperands<Arithmetic<Power>>, Varchar, Varchar) { TakesNulls = true },
        new("number_add", Varchar, &NumericLoops.OfOperands<JsonArithmetic<Sum>>, Varchar, Varchar) { TakesNulls = true },
        new("number_subtract", Varchar, &NumericLoops.OfOperands<JsonArithmetic<Difference>>, Varchar, Varchar) { TakesNulls = true },
        new("number_multiply", Varchar, &NumericLoops.OfOperands<JsonArithmetic<Product>>, Varchar, Varchar) { TakesNulls = true },
        new("number_negate", Varchar, &NumericLoops.OfText<JsonChange<Negation>>, Varchar),
        new("number_abs", Varchar, &NumericLoops.OfText<JsonChange<AbsoluteValue>>, Varchar),
        new("numeric_negate", Varchar, &NumericLoops.OfText<Change<Negation>>, Varchar),
        new("numeric_abs", Varchar, &NumericLoops.OfText<Change<AbsoluteValue>>, Varchar),
        new("numeric_sign", Varchar, &NumericLoops.OfText<Change<Sign>>, Varchar),
        new("numeric_ceil", Varchar, &NumericLoops.OfText<Change<Ceiling>>, Varchar),
        new("numeric_floor", Varchar, &NumericLoops.OfText<Change<Floor>>, Varchar),
        new("numeric_text", Varchar, &NumericLoops.OfText<ShownNumber>, Varchar),
        new("numeric_plain", Varchar, &NumericLoops.OfText<PlainNumber>, Varchar),
        new("numeric_cast", Varchar, &NumericLoops.OfText<CastNumber>, Varchar),
        new("numeric_round", Varchar, &NumericLoops.OfPlaces<Rounding>, Varchar, BigInt),
        new("numeric_trunc", Varchar, &NumericLoops.OfPlaces<Truncation>, Varchar, BigInt),
        new("numeric_fit", Varchar, &NumericLoops.OfPlaces<Fit>, Varchar, BigInt, BigInt),
        new("numeric_compare", Integer, &NumericLoops.OfPair<NumericComparison>, Varchar, Varchar),
        new("numeric_greatest", Varchar, &NumericLoops.Greatest, Varchar, Varchar) { TakesNulls = true },
        new("numeric_least", Varchar, &NumericLoops.Least, Varchar, Varchar) { TakesNulls = true },
        new("numeric_of_double", Varchar, &NumericLoops.OfDouble, DuckDBType.Double),
        new("numeric_to_bigint", BigInt, &NumericLoops.OfText<BigintOfNumber>, Varchar),
        new("numeric_to_double", DuckDBType.Double, &NumericLoops.OfText<DoubleOfNumber>, Varchar),
    ];

    /// <summary>What SQL calls them, which no expression may: they trust their arguments.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(function => function.Name)];

    /// <summary>A number with so many digits and decimals; null where it has more, none is rounded away.</summary>
    public static string FitsSql(string number, int digits, int decimals)
    {
        var fitting = string.Create(CultureInfo.InvariantCulture, $"numeric_fit({number}, CAST({digits} AS BIGINT), CAST({decimals} AS BIGINT))");
        return $"CASE WHEN numeric_compare({fitting}, {number}) = 0 THEN {fitting} END";
    }

    /// <summary>Makes the functions known.</summary>
    public static void Register(DuckDBConnection connection)
    {
        foreach (var function in All)
            VectorFunction.Register(connection, function.Name, function.Result, &Call, function.Describe);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Call(nint info, nint input, nint output)
    {
        try
        {
            var loop = (delegate*<Chunk, ResultVector, void>)NativeMethods.ScalarFunction.DuckDBScalarFunctionGetExtraInfo(info);
            loop(new Chunk(input), new ResultVector(output));
        }
        catch (Exception exception) when (VectorFunction.Report(info, exception))
        {
            // DuckDB ends the query with the error.
        }
    }
}
