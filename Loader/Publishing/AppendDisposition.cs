namespace EtlAspire.Loader.Publishing;

/// <summary>
/// <c>append</c>: the run's rows are added to those that the table has, whose columns grow in number and width where the
/// new rows need it. A replay's take the place of those that came from the same records. A primary key may not be null, but is no
/// promise here: two runs may bring the same record.
/// </summary>
internal sealed class AppendDisposition : IDisposition
{
    public WriteDisposition Disposition => WriteDisposition.Append;

    public async Task<IReadOnlyList<RunWarning>> PublishAsync(NpgsqlConnection connection, StagedTable staged, CancellationToken cancellationToken)
    {
        await PrimaryKeyNulls.RefuseAsync(connection, staged, staged.Staging, cancellationToken);
        if (await TableColumns.ReadAsync(connection, staged.Target, cancellationToken) is null
            && await TableSwap.IsPossibleAsync(connection, staged.Target, null, cancellationToken))
        {
            await StagedCount.CheckAsync(connection, staged, isIndexed: false, cancellationToken);
            await TableSwap.SwapAsync(connection, staged, null, cancellationToken);
            return [];
        }

        await TargetTable.CreateIfMissingAsync(connection, staged, cancellationToken);
        await TargetTable.DeleteReplayedAsync(connection, staged, cancellationToken);
        await PrimaryKeyIndex.DropAsync(connection, staged.Target, cancellationToken);
        await TargetTable.InsertAsync(connection, staged, mayRetype: true, cancellationToken);
        return [];
    }
}
