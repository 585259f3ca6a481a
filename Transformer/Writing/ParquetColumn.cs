using EtlAspire.Transformer.Chunks;
using ParquetSharp;
using ParquetSharp.Schema;

namespace EtlAspire.Transformer.Writing;

/// <summary>One column of a typed file: how DuckDB's values become Parquet's.</summary>
internal abstract class ParquetColumn(string name)
{
    /// <summary>Whether any row so far has a value.</summary>
    public bool HasValues { get; protected set; }

    /// <summary>The column's name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether values come again so often that a dictionary of them pays.</summary>
    /// <param name="vector">The values of the first rows.</param>
    /// <param name="rows">Which of them.</param>
    public virtual bool WantsDictionary(ChunkVector vector, ReadOnlySpan<int> rows) => false;

    /// <summary>The column's place in the file's schema.</summary>
    public abstract Node ToNode();

    /// <summary>Adds rows.</summary>
    /// <param name="writer">The row group's column.</param>
    /// <param name="vector">The values.</param>
    /// <param name="rows">Which of them.</param>
    public abstract void Write(ColumnWriter writer, ChunkVector vector, ReadOnlySpan<int> rows);
}

/// <summary>How one of DuckDB's values becomes one of Parquet's.</summary>
internal interface IValueReader<T>
    where T : unmanaged
{
    /// <summary>A value that is not null.</summary>
    /// <param name="vector">The values.</param>
    /// <param name="row">Which of them.</param>
    /// <param name="index">How many values of the chunk come before it.</param>
    T Read(ChunkVector vector, int row, int index);
}

/// <summary>A column of one of Parquet's physical types.</summary>
/// <typeparam name="T">The physical type.</typeparam>
/// <typeparam name="TReader">How its values are read: a structure, so that it is compiled into the loop.</typeparam>
internal class ParquetColumn<T, TReader>(
    string name, LogicalType logicalType, PhysicalType physicalType, TReader reader, int length = -1) : ParquetColumn(name)
    where T : unmanaged
    where TReader : struct, IValueReader<T>
{
    private readonly short[] _levels = new short[Chunk.Capacity];
    private readonly T[] _values = new T[Chunk.Capacity];
    private readonly TReader _reader = reader;

    public override Node ToNode() => new PrimitiveNode(Name, Repetition.Optional, logicalType, physicalType, length);

    public override void Write(ColumnWriter writer, ChunkVector vector, ReadOnlySpan<int> rows)
    {
        var levels = _levels.AsSpan(0, rows.Length);
        var values = _values.AsSpan(0, rows.Length);
        var count = 0;
        for (var index = 0; index < levels.Length; index++)
        {
            var row = rows[index];
            var isNull = vector.IsNull(row);
            levels[index] = isNull ? (short)0 : (short)1;
            if (!isNull)
            {
                values[count] = _reader.Read(vector, row, count);
                count++;
            }
        }

        HasValues |= count > 0;
        ((ColumnWriter<T>)writer).WriteBatch(rows.Length, levels, [], _values.AsSpan(0, count));
    }
}
