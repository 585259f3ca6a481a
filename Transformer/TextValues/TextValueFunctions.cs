using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using EtlAspire.Transformer.Chunks;
using EtlAspire.Transformer.Moments;

namespace EtlAspire.Transformer.TextValues;

/// <summary>
/// Functions of DuckDB that read a text as a value, and give null where it is none. Each looks at its one text alone. DuckDB's own
/// casts guess and round, and where one text names a time zone, they read those after it otherwise.
/// </summary>
internal static unsafe class TextValueFunctions
{
    /// <summary>ASCII's white space, which says nothing around a value of any type.</summary>
    public static ReadOnlySpan<byte> WhiteSpace => " \t\n\v\f\r"u8;

    /// <summary>Makes the functions known.</summary>
    public static void Register(DuckDBConnection connection)
    {
        Register(ColumnType.Bigint, DuckDBType.BigInt, &ReadBigint);
        Register(ColumnType.Numeric, DuckDBType.Varchar, &ReadNumeric);
        Register(ColumnType.Double, DuckDBType.Double, &ReadDouble);
        Register(ColumnType.Boolean, DuckDBType.Boolean, &ReadBoolean);
        Register(ColumnType.Date, DuckDBType.Date, &ReadDate);
        Register(ColumnType.Timestamp, DuckDBType.Timestamp, &ReadTimestamp);
        Register(ColumnType.Timestamptz, DuckDBType.TimestampTz, &ReadTimestamptz);
        Register(ColumnType.Json, DuckDBType.Varchar, &ReadJson);

        void Register(ColumnType type, DuckDBType result, delegate* unmanaged[Cdecl]<nint, nint, nint, void> function) =>
            VectorFunction.Register(connection, NameOf(type), result, function, DuckDBType.Varchar);
    }

    /// <summary>A text's value of a type other than text; null where it is none.</summary>
    /// <param name="type">The type.</param>
    /// <param name="text">The text, as an expression.</param>
    public static string ToSql(ColumnType type, string text) => type == ColumnType.Json
        ? $"CAST({NameOf(type)}({text}) AS JSON)"
        : $"{NameOf(type)}({text})";

    private static string NameOf(ColumnType type) => $"{type.ToString().ToLowerInvariant()}_of_text";

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReadBigint(nint info, nint input, nint output) => Read<BigintText>(info, input, output);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReadNumeric(nint info, nint input, nint output) => Read<NumericText>(info, input, output);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReadDouble(nint info, nint input, nint output) => Read<DoubleText>(info, input, output);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReadBoolean(nint info, nint input, nint output) => Read<BooleanText>(info, input, output);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReadDate(nint info, nint input, nint output) => Read<DateParser>(info, input, output);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReadTimestamp(nint info, nint input, nint output) => Read<TimestampParser>(info, input, output);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReadTimestamptz(nint info, nint input, nint output) => Read<TimestamptzParser>(info, input, output);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReadJson(nint info, nint input, nint output) => Read<JsonText>(info, input, output);

    private static void Read<TParser>(nint info, nint input, nint output)
        where TParser : struct, ITextParser
    {
        try
        {
            var rows = new Chunk(input);
            var texts = rows.GetVector(0);
            var results = new ResultVector(output);
            var count = rows.Count;
            for (var row = 0; row < count; row++)
            {
                if (texts.IsNull(row) || !TParser.TryRead(texts.GetText(row).Trim(WhiteSpace), results, row))
                    results.SetNull(row);
            }
        }
        catch (Exception exception) when (VectorFunction.Report(info, exception))
        {
            // DuckDB ends the query with the error.
        }
    }
}
