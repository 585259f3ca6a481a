using DuckDB.NET.Data;
using EtlAspire.Contracts.Batches;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;
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
    private readonly SqlHandle<RecordTable> _records;

    private BatchTransformation(BatchInput input)
    {
        _input = input;
        _relation = new Relation(input.Shape, new ExpressionBinder(_connection));
        _records = new(new RecordTable(input.RawPath, _relation.Fields, new RecordId(input.BatchNumber, 1).ToInt64()));
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

        using var rows = new TypedRows(typedPath, _relation.Columns);
        using var sink = new SqlHandle<IRowSink>(rows);
        try
        {
            Execute(RowFunction.ToSql(rows.Names, sink.Key, _relation.ToSql(_records.Value.ToSql(_records.Key))), cancellationToken);
        }
        catch (DuckDBException exception)
        {
            if (IsOneOf(exception, Breakdowns))
                Sandbox.Abandon();
            cancellationToken.ThrowIfCancellationRequested();
            _records.ThrowFailure();
            sink.ThrowFailure();
            if (Explain(exception) is { } explained)
                throw explained;
            throw;
        }

        rows.Complete();
        return new BatchOutput(rows.ToColumns(), rows.Count, CountFiltered(rows), rows.Rejects, _relation.Missing);
    }

    private void Execute(string sql, CancellationToken cancellationToken)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var cancel = cancellationToken.Register(command.Cancel);
        command.ExecuteNonQuery();
    }

    private long CountFiltered(TypedRows rows)
    {
        var seen = rows.Count + rows.Rejects.Count;
        return seen == _input.Records || (seen < _input.Records && _input.Steps.Any(step => step is FilterStep))
            ? _input.Records - seen
            : throw new InvalidOperationException(
                $"Batch {_input.BatchNumber} should hold {_input.Records} records, {seen} were read.");
    }

    private RunFailedException? Explain(DuckDBException exception)
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

    private static bool IsOneOf(DuckDBException exception, string[] beginnings) =>
        beginnings.Any(beginning => exception.Message.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
}
