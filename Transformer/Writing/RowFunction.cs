using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using EtlAspire.Transformer.Chunks;

namespace EtlAspire.Transformer.Writing;

/// <summary>
/// The function of DuckDB that hands rows to an <see cref="IRowSink"/>. A query's result would be copied first, value by value; a
/// function is shown the rows where they are.
/// </summary>
internal static unsafe class RowFunction
{
    /// <summary>The function's name, which no expression may use: it trusts its arguments.</summary>
    public const string Name = "take_row";

    /// <summary>Makes the function known.</summary>
    public static void Register(DuckDBConnection connection) =>
        VectorFunction.Register(connection, Name, DuckDBType.Boolean, &Take, function =>
        {
            using var any = NativeMethods.LogicalType.DuckDBCreateLogicalType(DuckDBType.Any);
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetVarargs(function, any);
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetSpecialHandling(function); // nulls are values like others
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetVolatile(function); // to be called for every row
        });

    /// <summary>The query that hands over columns, quoted, of all rows of another one to the sink of a <see cref="SqlHandle{T}"/>'s key.</summary>
    public static string ToSql(IEnumerable<string> columns, long key, string sql) => string.Create(
        CultureInfo.InvariantCulture, $"SELECT bool_and({Name}({string.Concat(columns.Select(column => $"{column}, "))}CAST({key} AS BIGINT))) FROM ({sql})");

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Take(nint info, nint input, nint output)
    {
        var rows = new Chunk(input);
        if (rows.Count == 0)
            return;

        if (rows.Columns == 0 || SqlHandle<IRowSink>.Find(rows.GetVector(rows.Columns - 1).Get<long>(0)) is not { } sink)
        {
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetError(info, "Nobody takes such rows.");
            return;
        }

        try
        {
            sink.Value.Take(rows);
            new Span<byte>(NativeMethods.Vectors.DuckDBVectorGetData(output), rows.Count).Fill(1);
        }
        catch (Exception exception) when (sink.Note(exception))
        {
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetError(info, exception.Message);
        }
    }
}
