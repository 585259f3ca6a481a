using System.Text;
using EtlAspire.Contracts.Batches;
using EtlAspire.Storage;
using EtlAspire.Transformer.Chunks;
using EtlAspire.Transformer.Steps;
using EtlAspire.Transformer.Writing;

namespace EtlAspire.Transformer.Transforming;

/// <summary>Takes a batch's rows: rejects are set aside, all others written into its typed file.</summary>
internal sealed class TypedRows : IRowSink, IDisposable
{
    private readonly IReadOnlyList<Column> _columns;
    private readonly ParquetColumn[] _written;
    private readonly TypedFile _file;
    private readonly List<Reject> _rejects = [];
    private readonly int[] _kept = new int[Chunk.Capacity];

    public TypedRows(string path, IReadOnlyList<Column> columns)
    {
        _columns = columns;
        _written = [.. columns.Select(column => ParquetColumns.For(column.Name, column.SqlType)), ParquetColumns.For("_record", "BIGINT")];
        _file = new TypedFile(path, _written);
    }

    /// <summary>The columns of a row to take, quoted.</summary>
    public IEnumerable<string> Names =>
        [.. _columns.Select(column => SqlName.Quote(column.Name)), Relation.Record, Relation.Reject];

    /// <summary>How many rows were written.</summary>
    public long Count => _file.Rows;

    /// <summary>How many records could not be used.</summary>
    public int RejectCount => _rejects.Count;

    public void Take(Chunk rows)
    {
        var records = rows.GetVector(_columns.Count);
        var reasons = rows.GetVector(_columns.Count + 1);
        var count = rows.Count;
        var kept = 0;
        for (var row = 0; row < count; row++)
        {
            if (reasons.IsNull(row))
                _kept[kept++] = row;
            else
                _rejects.Add(new Reject(RecordId.FromInt64(records.Get<long>(row)).Position, Encoding.UTF8.GetString(reasons.GetText(row))));
        }

        _file.Write(rows, _kept.AsSpan(0, kept));
    }

    /// <summary>Finishes the file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Complete() => _file.Complete();

    /// <summary>The records that could not be used, by line: a filter holds rows back, so that they may come later than others.</summary>
    public IReadOnlyList<Reject> ToRejects() => [.. _rejects.OrderBy(reject => reject.Line)];

    /// <summary>What the columns turned out to be: a type that nothing but nulls chose says nothing.</summary>
    public IReadOnlyList<TypedColumn> ToColumns() => [.. _columns.Select((column, index) =>
        new TypedColumn(column.Name, column.IsTentative && !_written[index].HasValues ? null : column.Type))];

    public void Dispose() => _file.Dispose();
}
