namespace EtlAspire.Loader.Publishing;

/// <summary>
/// <c>replace</c>: the run's rows take the place of all that the table had. The staging table itself becomes the table when
/// nothing hangs on the old one, which takes no time; otherwise the old one is emptied and filled. Columns that the new rows
/// lack stay.
/// <para>Either way a reader sees the old rows or the new ones. Only a transaction of isolation level repeatable read that
/// began before and touches the table for the first time after it may see neither: that is how PostgreSQL's drop and
/// truncate are.</para>
/// </summary>
internal sealed class ReplaceDisposition : IDisposition
{
    public WriteDisposition Disposition => WriteDisposition.Replace;

    public async Task<IReadOnlyList<RunWarning>> PublishAsync(NpgsqlConnection connection, StagedTable staged, CancellationToken cancellationToken)
    {
        var before = await TableColumns.ReadAsync(connection, staged.Target, cancellationToken);
        var warnings = before is null ? [] : await ReplacedRows.CheckAsync(connection, staged, cancellationToken);
        if (staged.IsShapeless && before is not null)
        {
            await StagedCount.CheckAsync(connection, staged, isIndexed: false, cancellationToken);
            await TargetTable.TruncateAsync(connection, staged.Target, cancellationToken);
        }
        else if (await TableSwap.IsPossibleAsync(connection, staged.Target, before, cancellationToken))
        {
            var isIndexed = await PrimaryKeyIndex.CreateAsync(connection, staged, staged.Staging, cancellationToken);
            await StagedCount.CheckAsync(connection, staged, isIndexed, cancellationToken);
            await TableSwap.SwapAsync(connection, staged, before, cancellationToken);
        }
        else
        {
            await TargetTable.CreateIfMissingAsync(connection, staged, cancellationToken);
            await TargetTable.TruncateAsync(connection, staged.Target, cancellationToken);
            await PrimaryKeyIndex.DropAsync(connection, staged.Target, cancellationToken);
            var values = await TargetTable.FitAsync(connection, staged, mayRetype: false, cancellationToken);
            await TargetTable.InsertAsync(connection, staged, values, cancellationToken);
            await PrimaryKeyIndex.CreateAsync(connection, staged, staged.Target, cancellationToken);
        }

        return warnings;
    }
}
