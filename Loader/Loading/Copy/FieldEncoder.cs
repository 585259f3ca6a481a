using ParquetSharp;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>
/// Writes one column's values, row after row, as fields of COPY's binary form: a length, then the type's own wire format.
/// </summary>
internal abstract class FieldEncoder
{
    protected const int Null = -1;

    /// <summary>Turns to a row group.</summary>
    /// <param name="reader">The column in it; the encoder's from now on.</param>
    public abstract void Begin(ColumnReader reader);

    /// <summary>Writes the next row's field.</summary>
    public abstract void WriteNext(CopyBuffer buffer);

    /// <summary>Ends with the row group.</summary>
    public abstract void End();
}

/// <summary>How a value of one of Parquet's physical types is written as a field.</summary>
internal interface IFieldFormat<T>
    where T : unmanaged
{
    /// <summary>Writes the field: its length, then the value.</summary>
    void Write(CopyBuffer buffer, T value);
}

/// <summary>Encodes what Parquet keeps as one of its physical types.</summary>
/// <typeparam name="T">The physical type.</typeparam>
/// <typeparam name="TFormat">How it is written: a structure, so that it is compiled into the loop.</typeparam>
internal sealed class FieldEncoder<T, TFormat>(TFormat format) : FieldEncoder
    where T : unmanaged
    where TFormat : struct, IFieldFormat<T>
{
    private const int Capacity = 1_024;

    private readonly short[] _levels = new short[Capacity]; // 1 where a row has a value, 0 where it is null
    private readonly T[] _values = new T[Capacity];
    private readonly TFormat _format = format;
    private ColumnReader<T>? _reader;
    private int _rows;
    private int _nextRow;
    private int _nextValue;

    public override void Begin(ColumnReader reader)
    {
        End();
        _reader = (ColumnReader<T>)reader;
    }

    public override void WriteNext(CopyBuffer buffer)
    {
        if (_nextRow == _rows)
            Read();
        if (_levels[_nextRow++] == 0)
            buffer.WriteInt32(Null);
        else
            _format.Write(buffer, _values[_nextValue++]);
    }

    public override void End()
    {
        _reader?.Dispose();
        _reader = null;
        (_rows, _nextRow) = (0, 0);
    }

    // Reads no further than to the end of a page, and texts stay in their page: they are good until the next call.
    private void Read()
    {
        _rows = checked((int)_reader!.ReadBatch(Capacity, _levels, [], _values, out _));
        (_nextRow, _nextValue) = (0, 0);
        if (_rows == 0)
            throw new InvalidDataException($"Column '{_reader.ColumnDescriptor.Name}' ends before its row group does.");
    }
}
