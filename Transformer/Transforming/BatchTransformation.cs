using System.Text;
using DuckDB.NET.Data;
using EtlAspire.Contracts.Batches;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;
using EtlAspire.DuckDb;
using EtlAspire.Transformer.Reading;
using EtlAspire.Transformer.Steps;
using EtlAspire.Transformer.Writing;

namespace EtlAspire.Transformer.Transforming;

/// <summary>Makes a typed file of a raw one, in one pass: the records go through one query, whose rows are written as they come.</summary>
internal sealed class BatchTransformation : IDisposable
{
    private const string OutOfMemory = "Out of Memory Error";

    /// <summary>How errors begin after which DuckDB refuses all further work.</summary>
    private static readonly string[] Breakdowns = ["INTERNAL Error", "FATAL Error"];

    /// <summary>How errors begin that are no fault of an expression.</summary>
    private static readonly string[] FaultsOfMachine = [OutOfMemory, "IO Error", "INTERRUPT Error", .. Breakdowns];

    private readonly BatchInput _input;
    private readonly DuckDBConnection _connection = Sandbox.Connect();
    private readonly Relation _relation;
    private readonly RecordTable _records;
    private readonly List<Reject> _rejects = [];

    private BatchTransformation(BatchInput input)
    {
        _input = input;
        _relation = new Relation(input.Shape, new ExpressionBinder(_connection));
        _records = new RecordTable(input.RawPath, _relation.Fields, new RecordId(input.BatchNumber, 1).ToInt64());
    }

    /// <summary>Transforms a batch, off the caller's thread.</summary>
    /// <param name="input">The batch.</param>
    /// <param name="typedPath">Where to write; nothing is written when no row is left.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RunFailedException">The definition does not fit the records.</exception>
    public static Task<BatchOutput> RunAsync(BatchInput input, string typedPath, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                using var transformation = new BatchTransformation(input);
                return transformation.Run(typedPath, cancellationToken);
            },
            cancellationToken);

    public void Dispose()
    {
        _connection.Dispose();
        _records.Dispose();
    }

    private BatchOutput Run(string typedPath, CancellationToken cancellationToken)
    {
        foreach (var step in _input.Steps)
            StepCompilers.Apply(step, _relation);
        _relation.ToSql(""); // asks for the last fields
        try
        {
            return Write(typedPath, _relation.ToSql(_records.ToSql()), cancellationToken);
        }
        catch (QueryException exception)
        {
            if (IsOneOf(exception, Breakdowns))
                Sandbox.Abandon();
            cancellationToken.ThrowIfCancellationRequested();
            _records.ThrowFailure();
            if (Explain(exception) is { } explained)
                throw explained;
            throw;
        }
    }

    private BatchOutput Write(string typedPath, string sql, CancellationToken cancellationToken)
    {
        var columns = _relation.Columns;
        ParquetColumn[] written = [.. columns.Select(column => ParquetColumns.For(column.Name, column.SqlType)), ParquetColumns.For("_record", "BIGINT")];
        using var rows = ChunkReader.Start(_connection, sql);
        using var interrupt = cancellationToken.Register(rows.Interrupt);
        using var file = new TypedFile(typedPath, written);
        Span<int> kept = stackalloc int[ChunkReader.Capacity];
        for (var count = rows.NextChunk(); count > 0; count = rows.NextChunk())
        {
            file.Write(rows, kept[..Sift(rows, count, kept)]);
            cancellationToken.ThrowIfCancellationRequested();
        }

        file.Complete();
        var typed = columns.Select((column, index) =>
            new TypedColumn(column.Name, column.IsTentative && !written[index].HasValues ? null : column.Type));
        return new BatchOutput([.. typed], file.Rows, CountFiltered(file.Rows), _rejects, _relation.Missing);
    }

    /// <summary>Sets the rejects of a chunk aside, and lists its other rows. How many these are.</summary>
    private int Sift(ChunkReader rows, int count, Span<int> kept)
    {
        var records = rows.GetVector(_relation.Columns.Count);
        var reasons = rows.GetVector(_relation.Columns.Count + 1);
        var keptCount = 0;
        for (var row = 0; row < count; row++)
        {
            if (reasons.IsNull(row))
                kept[keptCount++] = row;
            else
                _rejects.Add(new Reject(RecordId.FromInt64(records.Get<long>(row)).Position, Encoding.UTF8.GetString(reasons.GetText(row))));
        }

        return keptCount;
    }

    private long CountFiltered(long rows)
    {
        var filtered = _input.Records - rows - _rejects.Count;
        return filtered == 0 || _input.Steps.Any(step => step is FilterStep)
            ? filtered
            : throw new InvalidOperationException(
                $"Batch {_input.BatchNumber} should hold {_input.Records} records, {rows + _rejects.Count} were read.");
    }

    private RunFailedException? Explain(QueryException exception)
    {
        if (IsOneOf(exception, [OutOfMemory]))
        {
            return new RunFailedException(
                new RunError(Stage.Transform, "out_of_memory",
                    $"Batch {_input.BatchNumber} needs more memory than a batch may use: {exception.Message.Split('\n')[0]}.",
                    "Look for records of many megabytes at the source and for expressions that make values of such a size."),
                exception);
        }

        var expressions = _input.Steps.Where(step => step is DeriveStep or FilterStep).ToList();
        return expressions.Count > 0 && !IsOneOf(exception, FaultsOfMachine)
            ? BadExpression.FailureOnValue(expressions, exception)
            : null;
    }

    private static bool IsOneOf(QueryException exception, string[] beginnings) =>
        beginnings.Any(beginning => exception.Message.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
}
