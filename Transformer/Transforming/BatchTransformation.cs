using DuckDB.NET.Data;
using EtlAspire.Contracts.Batches;
using EtlAspire.Contracts.Runs;
using EtlAspire.Transformer.Reading;
using EtlAspire.Transformer.Steps;
using EtlAspire.Transformer.Writing;

namespace EtlAspire.Transformer.Transforming;

/// <summary>Makes a typed file of a raw one, in one pass: the records go through one query, whose rows are written as they come.</summary>
internal sealed class BatchTransformation(BatchInput input, Sandbox sandbox)
{
    private readonly Relation _relation = new(input.Shape, new ExpressionBinder(sandbox.Connection, input.RequestedAt));

    /// <summary>Transforms a batch, off the caller's thread; nothing is written when no row is left.</summary>
    /// <exception cref="RunFailedException">The definition does not fit the records.</exception>
    public static Task<BatchOutput> RunAsync(BatchInput input, string typedPath, CancellationToken cancellationToken) =>
        Task.Run(() => Run(input, typedPath, cancellationToken), cancellationToken);

    private static BatchOutput Run(BatchInput input, string typedPath, CancellationToken cancellationToken)
    {
        using var sandbox = Sandbox.Take();
        try
        {
            return new BatchTransformation(input, sandbox).Run(typedPath, cancellationToken);
        }
        catch (DuckDBException exception)
        {
            sandbox.Inspect(exception);
            cancellationToken.ThrowIfCancellationRequested();
            if (!DuckDbFaults.IsOutOfMemory(exception))
                throw;
            throw new RunFailedException(Stage.Transform, ErrorKinds.OutOfMemory,
                $"Batch {input.BatchNumber} needs more memory than a batch may use: {exception.Message.Split('\n')[0]}.",
                "Look for records of many megabytes at the source and for expressions that make values of such a size.", exception);
        }
    }

    private BatchOutput Run(string typedPath, CancellationToken cancellationToken)
    {
        foreach (var step in input.Steps)
            StepCompilers.Apply(step, _relation);
        _relation.ToSql(""); // asks for the last fields

        using var rows = new TypedRows(typedPath, _relation.Columns);
        using var sink = new SqlHandle<IRowSink>(rows);
        var table = new RecordTable(input.RawPath, _relation.Fields, new RecordId(input.BatchNumber, 1).ToInt64());
        using var source = new SqlHandle<RecordTable>(table);
        try
        {
            Execute(RowFunction.ToSql(rows.Names, sink.Key, _relation.ToSql(table.ToSql(source.Key))), cancellationToken);
        }
        catch (DuckDBException exception)
        {
            source.ThrowFailure();
            sink.ThrowFailure();
            var expressions = input.Steps.Where(step => step is DeriveStep or FilterStep).ToList();
            if (expressions.Count > 0 && !DuckDbFaults.IsOfMachine(exception))
                throw BadExpression.FailureOnValue(expressions, exception);
            throw;
        }

        rows.Complete();
        return new BatchOutput(rows.ToColumns(), rows.Count, CountFiltered(rows), rows.ToRejects(), _relation.Missing);
    }

    private void Execute(string sql, CancellationToken cancellationToken)
    {
        using var command = sandbox.Connection.CreateCommand();
        command.CommandText = sql;
        using var cancel = cancellationToken.Register(command.Cancel);
        cancellationToken.ThrowIfCancellationRequested(); // what comes before the statement interrupts nothing
        command.ExecuteNonQuery();
    }

    private long CountFiltered(TypedRows rows)
    {
        var seen = rows.Count + rows.RejectCount;
        return seen == input.Records || (seen < input.Records && input.Steps.Any(step => step is FilterStep))
            ? input.Records - seen
            : throw new InvalidOperationException(
                $"Batch {input.BatchNumber} should hold {input.Records} records, {seen} were read.");
    }
}
