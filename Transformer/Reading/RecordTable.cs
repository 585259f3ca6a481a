using System.Globalization;
using DuckDB.NET.Native;

namespace EtlAspire.Transformer.Reading;

/// <summary>A raw file as a table for DuckDB: what <see cref="RecordFunction"/> reads.</summary>
/// <param name="path">The raw file.</param>
/// <param name="fields">What to read of its records; to be complete before the query starts.</param>
/// <param name="firstRecord">The number of the first record.</param>
internal sealed class RecordTable(string path, SourceFields fields, long firstRecord)
{
    /// <summary>The types that the fields are read as, in order; one that is not among DuckDB's plain types comes as text.</summary>
    public IEnumerable<DuckDBType> ColumnTypes => fields.All.Select(one => FieldVector.StoredTypeOf(one.Type));

    /// <summary>The name of a column.</summary>
    public static string ColumnName(int index) => string.Create(CultureInfo.InvariantCulture, $"field{index}");

    /// <summary>The SELECT of the record's number and the fields.</summary>
    /// <param name="key">The table's number as a <see cref="SqlHandle{T}"/>.</param>
    public string ToSql(long key)
    {
        var items = fields.All.Select((field, index) =>
            $", CAST({ColumnName(index)} AS {field.Type.SqlType}) AS {fields.NameOf(field)}");
        return string.Create(CultureInfo.InvariantCulture,
            $"SELECT {firstRecord} + {RecordFunction.Position} AS \"_record\"{string.Concat(items)} FROM {RecordFunction.Name}({key})");
    }

    /// <summary>Starts to read the file.</summary>
    public RecordReader Open() => new(path, fields.All);
}
