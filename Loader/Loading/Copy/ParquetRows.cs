using EtlAspire.Contracts.Batches;
using ParquetSharp;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>The rows of a typed file, encoded one by one. Each column goes through the file at its own pace, a page at a time.</summary>
internal sealed class ParquetRows : IDisposable
{
    // What is read of a column at once; its pages are larger than that.
    private const long BufferSize = 64 * 1024;

    private readonly ParquetFileReader _file;
    private readonly int[] _places;
    private readonly FieldEncoder[] _encoders;
    private int _nextRowGroup;
    private RowGroupReader? _rowGroup;

    private ParquetRows(ParquetFileReader file, IReadOnlyList<TypedColumn> columns)
    {
        _file = file;
        var schema = file.FileMetaData.Schema;
        _places = [.. columns.Select(column => schema.ColumnIndex(column.Name))];
        _encoders = [.. columns.Select((column, index) => _places[index] >= 0
            ? FieldEncoders.For(column, schema.Column(_places[index]))
            : throw new InvalidDataException($"It has no column '{column.Name}'."))];
    }

    /// <summary>How many columns a row has.</summary>
    public int Columns => _encoders.Length;

    /// <summary>Starts to read.</summary>
    /// <param name="path">The Parquet file.</param>
    /// <param name="columns">The columns of a row, in order.</param>
    /// <exception cref="ParquetException">The file is no Parquet.</exception>
    /// <exception cref="InvalidDataException">It is not of these columns.</exception>
    public static ParquetRows Open(string path, IReadOnlyList<TypedColumn> columns)
    {
        var file = OpenFile(path);
        try
        {
            return new ParquetRows(file, columns);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Goes on to the next row group. The number of its rows; 0 at the end.</summary>
    /// <exception cref="ParquetException">The file is damaged.</exception>
    public long NextRowGroup()
    {
        EndRowGroup();
        if (_nextRowGroup == _file.FileMetaData.NumRowGroups)
            return 0;

        _rowGroup = _file.RowGroup(_nextRowGroup++);
        for (var column = 0; column < _encoders.Length; column++)
            _encoders[column].Begin(_rowGroup.Column(_places[column]));
        return _rowGroup.MetaData.NumRows;
    }

    /// <summary>Writes the fields of the row group's next row.</summary>
    /// <exception cref="ParquetException">The file is damaged.</exception>
    public void WriteNext(CopyBuffer buffer)
    {
        foreach (var encoder in _encoders)
            encoder.WriteNext(buffer);
    }

    public void Dispose()
    {
        EndRowGroup();
        _file.Dispose();
    }

    private static ParquetFileReader OpenFile(string path)
    {
        using var properties = ReaderProperties.GetDefaultReaderProperties();
        properties.EnableBufferedStream(); // otherwise a row group is read as a whole
        properties.BufferSize = BufferSize;
        return new ParquetFileReader(path, properties);
    }

    private void EndRowGroup()
    {
        foreach (var encoder in _encoders)
            encoder.End();
        _rowGroup?.Dispose();
        _rowGroup = null;
    }
}
