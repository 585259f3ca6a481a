using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using DuckDB.NET.Native;

namespace EtlAspire.Transformer.Reading;

/// <summary>A raw file as a table for DuckDB, as long as this is not disposed: what <see cref="RecordFunction"/> reads.</summary>
internal sealed class RecordTable : IDisposable
{
    private static readonly ConcurrentDictionary<long, RecordTable> Tables = new();

    private readonly string _path;
    private readonly SourceFields _fields;
    private readonly long _firstRecord;

    // Not to be guessed: an expression could name it if it ever came to name tables.
    private readonly long _key = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue;
    private Exception? _failure;

    /// <summary>Makes the table known to the function.</summary>
    /// <param name="path">The raw file.</param>
    /// <param name="fields">What to read of its records; to be complete before the query starts.</param>
    /// <param name="firstRecord">The number of the first record.</param>
    public RecordTable(string path, SourceFields fields, long firstRecord)
    {
        (_path, _fields, _firstRecord) = (path, fields, firstRecord);
        Tables[_key] = this;
    }

    /// <summary>The types that the fields are read as, in order; one that is not among DuckDB's plain types comes as text.</summary>
    public IEnumerable<DuckDBType> ColumnTypes => _fields.All.Select(one => FieldVector.StoredTypeOf(one.Type));

    /// <summary>The table of a key, or null.</summary>
    public static RecordTable? Find(long key) => Tables.GetValueOrDefault(key);

    /// <summary>The name of a column.</summary>
    public static string ColumnName(int index) => string.Create(CultureInfo.InvariantCulture, $"field{index}");

    /// <summary>The SELECT of the record's number and the fields.</summary>
    public string ToSql()
    {
        var items = _fields.All.Select((field, index) =>
            $", CAST({ColumnName(index)} AS {field.Type.SqlType}) AS {_fields.NameOf(field)}");
        return string.Create(CultureInfo.InvariantCulture,
            $"SELECT {_firstRecord} + {RecordFunction.Position} AS \"_record\"{string.Concat(items)} FROM {RecordFunction.Name}({_key})");
    }

    /// <summary>Starts to read the file.</summary>
    public RecordReader Open() => new(_path, _fields.All);

    /// <summary>Notes why the file cannot be read. Nothing may be thrown through DuckDB's frames.</summary>
    /// <returns>True, so that it can stand where an exception is caught.</returns>
    public bool Note(Exception failure)
    {
        _failure = failure;
        return true;
    }

    /// <summary>Throws what kept the file from being read, if anything did: DuckDB knows it as a text only.</summary>
    public void ThrowFailure()
    {
        if (_failure is not null)
            ExceptionDispatchInfo.Throw(_failure);
    }

    public void Dispose() => Tables.TryRemove(_key, out _);
}
