using DuckDB.NET.Data;
using EtlAspire.Contracts.Batches;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;
using EtlAspire.Storage;
using EtlAspire.Transformer.Reading;
using EtlAspire.Transformer.Steps;

namespace EtlAspire.Transformer.Transforming;

/// <summary>
/// Makes a typed file of a raw one: in one pass where every record is expected to become a row, and otherwise by way of a table,
/// which is then counted and written.
/// </summary>
internal sealed class BatchTransformation : IDisposable
{
    private const string Table = "batch";
    private const string OutOfMemory = "Out of Memory Error";

    /// <summary>How errors begin that are no fault of an expression.</summary>
    private static readonly string[] FaultsOfMachine =
        [OutOfMemory, "IO Error", "INTERRUPT Error", "INTERNAL Error", "FATAL Error"];

    private readonly BatchInput _input;
    private readonly string _typedPath;
    private readonly BatchDatabase _database;
    private readonly Relation _relation;
    private readonly RecordTable _records;

    private BatchTransformation(BatchInput input, string typedPath)
    {
        _input = input;
        _typedPath = typedPath;
        _database = new BatchDatabase(typedPath);
        _relation = new Relation(input.Shape, new ExpressionBinder(_database.Connection));
        _records = new RecordTable(
            _database.Connection, input.RawPath, _relation.Fields, new RecordId(input.BatchNumber, 1).ToInt64(), input.Records);
    }

    /// <summary>Transforms a batch.</summary>
    /// <param name="input">The batch.</param>
    /// <param name="typedPath">Where to write; nothing is written when no row is left.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RunFailedException">The definition does not fit the records.</exception>
    public static async Task<BatchOutput> RunAsync(BatchInput input, string typedPath, CancellationToken cancellationToken)
    {
        using var transformation = new BatchTransformation(input, typedPath);
        try
        {
            return await transformation.RunAsync(cancellationToken);
        }
        catch (DuckDBException exception) when (exception.Message.StartsWith(OutOfMemory, StringComparison.Ordinal))
        {
            throw new RunFailedException(
                new RunError(Stage.Transform, "out_of_memory",
                    $"Batch {input.BatchNumber} needs more memory than a batch may use: {exception.Message.Split('\n')[0]}.",
                    "Look for records of many megabytes at the source and for expressions that make values of such a size."),
                exception);
        }
    }

    public void Dispose()
    {
        _database.Dispose();
        _records.Dispose();
    }

    private async Task<BatchOutput> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var step in _input.Steps)
            StepCompilers.Apply(step, _relation);
        _relation.ToSql(""); // asks for the last fields
        return await TryStreamAsync(cancellationToken) ?? await RunByTableAsync(cancellationToken);
    }

    // A filter leaves rows out, and a tentative column has to be counted: both want a second look at the rows. So does a
    // batch with rejects, but there are few of those.
    private async Task<BatchOutput?> TryStreamAsync(CancellationToken cancellationToken)
    {
        if (_input.Steps.Any(step => step is FilterStep) || _relation.Columns.Any(column => column.IsTentative))
            return null;

        try
        {
            var written = await WriteAsync($"({_relation.ToSql(_records.ToSql())})", cancellationToken);
            return written == _input.Records
                ? new BatchOutput([.. _relation.Columns.Select(column => new TypedColumn(column.Name, column.Type))],
                    written, 0, [], _relation.Missing)
                : null;
        }
        catch (DuckDBException) when (!cancellationToken.IsCancellationRequested)
        {
            _records.ThrowFailure();
            return null; // the other way finds out what it is
        }
    }

    private async Task<BatchOutput> RunByTableAsync(CancellationToken cancellationToken)
    {
        await MaterializeAsync(cancellationToken);

        var (kept, columns) = Count();
        var rejects = Rejects();
        if (kept > 0)
            await WriteAsync(Table, cancellationToken);

        var filtered = _input.Records - kept - rejects.Count;
        return filtered == 0 || _input.Steps.Any(step => step is FilterStep)
            ? new BatchOutput(columns, kept, filtered, rejects, _relation.Missing)
            : throw new InvalidOperationException(
                $"Batch {_input.BatchNumber} should hold {_input.Records} records, {kept + rejects.Count} were read.");
    }

    private async Task MaterializeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _database.ExecuteAsync($"CREATE TABLE {Table} AS {_relation.ToSql(_records.ToSql())}", cancellationToken);
        }
        catch (DuckDBException exception)
        {
            _records.ThrowFailure();
            var expressions = _input.Steps.Where(step => step is DeriveStep or FilterStep).ToList();
            if (expressions.Count > 0 && IsFaultOfValue(exception))
                throw BadExpression.FailureOnValue(expressions, exception);
            throw;
        }
    }

    private (long Kept, IReadOnlyList<TypedColumn> Columns) Count()
    {
        var tentative = _relation.Columns.Where(column => column.IsTentative).ToList();
        var counts = string.Concat(tentative.Select(column => $", count({SqlName.Quote(column.Name)})"));
        var numbers = _database.Query(
            $"SELECT count(*){counts} FROM {Table} WHERE {Relation.Reject} IS NULL",
            reader => Enumerable.Range(0, reader.FieldCount).Select(reader.GetInt64).ToList())[0];
        var untyped = tentative.Where((_, index) => numbers[index + 1] == 0).Select(column => column.Name).ToHashSet();
        var columns = _relation.Columns
            .Select(column => new TypedColumn(column.Name, untyped.Contains(column.Name) ? null : column.Type));
        return (numbers[0], [.. columns]);
    }

    private List<Reject> Rejects() => _database.Query(
        $"""
        SELECT {Relation.Record}, {Relation.Reject} FROM {Table}
        WHERE {Relation.Reject} IS NOT NULL ORDER BY {Relation.Record}
        """,
        reader => new Reject(RecordId.FromInt64(reader.GetInt64(0)).Position, reader.GetString(1)));

    private Task<long> WriteAsync(string rows, CancellationToken cancellationToken) => _database.ExecuteAsync(
        $"""
        COPY (SELECT * EXCLUDE ({Relation.Reject}) FROM {rows} WHERE {Relation.Reject} IS NULL)
        TO {SqlName.Literal(_typedPath)} (FORMAT parquet, COMPRESSION lz4_raw, USE_TMP_FILE false)
        """,
        cancellationToken);

    private static bool IsFaultOfValue(DuckDBException exception) =>
        !FaultsOfMachine.Any(fault => exception.Message.StartsWith(fault, StringComparison.OrdinalIgnoreCase));
}
