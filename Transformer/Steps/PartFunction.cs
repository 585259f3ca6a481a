using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using EtlAspire.Storage;
using EtlAspire.Transformer.Chunks;

namespace EtlAspire.Transformer.Steps;

/// <summary>
/// The function of DuckDB that gives one part of a text. DuckDB's own make a list of all parts and count characters where bytes
/// would do.
/// </summary>
internal static unsafe class PartFunction
{
    /// <summary>The function's name, which no expression may use: it trusts its arguments.</summary>
    public const string Name = "part_of_text";

    /// <summary>Makes the function known.</summary>
    public static void Register(DuckDBConnection connection) =>
        VectorFunction.Register(connection, Name, DuckDBType.Varchar, &Cut,
            DuckDBType.Varchar, DuckDBType.Varchar, DuckDBType.BigInt, DuckDBType.Boolean);

    /// <summary>A part of a text; null where the text has not so many.</summary>
    /// <param name="text">The text, as an expression.</param>
    /// <param name="separator">What stands between the parts; not empty.</param>
    /// <param name="index">Which part, from 0.</param>
    /// <param name="isRest">Whether all that follows belongs to it.</param>
    public static string ToSql(string text, string separator, int index, bool isRest) => string.Create(
        CultureInfo.InvariantCulture, $"{Name}({text}, {SqlName.Literal(separator)}, CAST({index} AS BIGINT), {isRest})");

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Cut(nint info, nint input, nint output)
    {
        var rows = new Chunk(input);
        var count = rows.Count;
        if (count == 0)
            return;

        var texts = rows.GetVector(0);
        var separator = rows.GetVector(1).GetText(0);
        var index = rows.GetVector(2).Get<long>(0);
        var isRest = rows.GetVector(3).Get<bool>(0);
        var results = new ResultVector(output);
        for (var row = 0; row < count; row++)
        {
            if (!texts.IsNull(row) && TryCut(texts.GetText(row), separator, index, isRest, out var part))
                results.SetText(row, part); // cut between characters, it is as good UTF-8 as the text is
            else
                results.SetNull(row);
        }
    }

    private static bool TryCut(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> separator, long index, bool isRest, out ReadOnlySpan<byte> part)
    {
        part = text;
        for (; index > 0; index--)
        {
            var end = part.IndexOf(separator);
            if (end < 0)
                return false;
            part = part[(end + separator.Length)..];
        }

        if (!isRest && part.IndexOf(separator) is >= 0 and var length)
            part = part[..length];
        return true;
    }
}
