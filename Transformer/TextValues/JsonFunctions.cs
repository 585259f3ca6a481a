using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using EtlAspire.Transformer.Chunks;

namespace EtlAspire.Transformer.TextValues;

/// <summary>Functions that take JSON apart and leave every number as it is written; DuckDB's own make doubles of them.</summary>
internal static unsafe class JsonFunctions
{
    /// <summary>Gives the value at a <see cref="JsonPath"/>, as it is written.</summary>
    public const string At = "json_at";

    /// <summary>Gives a value's text: of a JSON text what it says, of null null.</summary>
    public const string Text = "json_shown";

    /// <summary>What SQL calls them.</summary>
    public static IReadOnlyList<string> Names { get; } = [At, Text];

    /// <summary>Makes the functions known.</summary>
    public static void Register(DuckDBConnection connection)
    {
        VectorFunction.Register(connection, At, DuckDBType.Varchar, &FindAt, DuckDBType.Varchar, DuckDBType.Varchar);
        VectorFunction.Register(connection, Text, DuckDBType.Varchar, &Show, DuckDBType.Varchar);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void FindAt(nint info, nint input, nint output)
    {
        try
        {
            var rows = new Chunk(input);
            var (values, paths) = (rows.GetVector(0), rows.GetVector(1));
            var results = new ResultVector(output);
            ReadOnlySpan<byte> last = [];
            JsonPath? path = null;
            for (var (row, count) = (0, rows.Count); row < count; row++)
            {
                if (values.IsNull(row) || paths.IsNull(row))
                {
                    results.SetNull(row);
                    continue;
                }

                var text = paths.GetText(row);
                if (path is null || !last.SequenceEqual(text))
                    path = JsonPath.Parse(text) ?? throw new FormatException("This is no JSON path.");
                last = text;
                var found = path.Find(values.GetText(row));
                if (found.IsEmpty)
                    results.SetNull(row);
                else
                    results.SetText(row, found);
            }
        }
        catch (Exception exception) when (VectorFunction.Report(info, exception))
        {
            // DuckDB ends the query with the error.
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Show(nint info, nint input, nint output)
    {
        try
        {
            var rows = new Chunk(input);
            var values = rows.GetVector(0);
            var results = new ResultVector(output);
            for (var (row, count) = (0, rows.Count); row < count; row++)
            {
                var json = values.IsNull(row) ? [] : values.GetText(row).Trim(" \t\r\n"u8);
                if (json.IsEmpty || json.SequenceEqual("null"u8))
                    results.SetNull(row);
                else if (json[0] != '"')
                    results.SetText(row, json);
                else
                    results.SetText(row, Unescape(json));
            }
        }
        catch (Exception exception) when (VectorFunction.Report(info, exception))
        {
            // DuckDB ends the query with the error.
        }
    }

    private static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (!reader.ValueIsEscaped)
            return json[1..^1];
        var text = new byte[json.Length];
        return text.AsSpan(0, reader.CopyString(text));
    }
}
