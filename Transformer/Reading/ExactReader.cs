using System.Buffers;
using System.IO.Pipelines;
using DuckDB.NET.Data;
using ZstdSharp;

namespace EtlAspire.Transformer.Reading;

/// <summary>
/// Reads a raw file record by record and hands DuckDB every value as the text it was written in. Slower than
/// <see cref="DirectReader"/>, but right for everything: long numbers, names that differ in case, names given twice (the
/// last one counts), objects and other values at the same place.
/// </summary>
internal static class ExactReader
{
    private const string Table = "exact_source";

    /// <summary>Fills a table of texts from the file.</summary>
    public static async Task FillAsync(
        DuckDBConnection connection, string path, SourceFields fields, CancellationToken cancellationToken)
    {
        using (var command = connection.CreateCommand())
        {
            var columns = fields.Columns.Select(column => $", {column} VARCHAR");
            command.CommandText = $"CREATE OR REPLACE TABLE {Table} (\"$line\" BIGINT{string.Concat(columns)})";
            command.ExecuteNonQuery();
        }

        var values = new RecordValues(fields.All);
        await using var file = File.OpenRead(path);
        await using var decompressed = new DecompressionStream(file);
        var lines = PipeReader.Create(decompressed, new StreamPipeReaderOptions(bufferSize: 1 << 16));
        using var appender = connection.CreateAppender(Table);
        var line = 0L;
        while (true)
        {
            var read = await lines.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (TakeLine(ref rest, read.IsCompleted, out var record))
                Append(appender, ++line, values.Read(record));
            lines.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
                break;
        }

        appender.Close();
    }

    /// <summary>The SELECT of the record's number and the fields from that table.</summary>
    public static string Select(SourceFields fields, long firstRecord)
    {
        var items = fields.All.Select(field =>
            $", CAST({fields.NameOf(field)} AS {field.Type.SqlType}) AS {fields.NameOf(field)}");
        return $"SELECT {firstRecord - 1} + \"$line\" AS \"_record\"{string.Concat(items)} FROM {Table}";
    }

    private static bool TakeLine(ref ReadOnlySequence<byte> rest, bool isLast, out ReadOnlySequence<byte> line)
    {
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return true;
        }

        line = rest;
        if (!isLast || rest.IsEmpty)
            return false;

        rest = rest.Slice(rest.End);
        return true;
    }

    private static void Append(DuckDBAppender appender, long line, string?[] values)
    {
        var row = appender.CreateRow().AppendValue(line);
        foreach (var value in values)
        {
            if (value is null)
                row.AppendNullValue();
            else
                row.AppendValue(value);
        }

        row.EndRow();
    }
}
