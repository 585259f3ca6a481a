namespace EtlAspire.Loader.Publishing;

/// <summary>
/// <c>append</c>: the run's rows are added to those that the table has, whose columns grow in number and width where the
/// new rows need it. A replay's take the place of those that came from the same records. A primary key may not be null, nor stand in
/// two rows: a definition that was stored before that was so is only told.
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
            var isIndexed = staged.ChecksKey && await PrimaryKeyIndex.CreateAsync(connection, staged, staged.Staging, cancellationToken);
            await StagedCount.CheckAsync(connection, staged, isIndexed, cancellationToken);
            await TableSwap.SwapAsync(connection, staged, null, cancellationToken);
        }
        else
        {
            await AddAsync(connection, staged, cancellationToken);
        }

        return staged.ChecksKey || staged.Resource.PrimaryKey.Count == 0
            ? []
            : [new RunWarning(WarningKinds.KeyNotChecked,
                $"Rows were added to table {staged.Target} without a look whether it has their primary key already. Save the definition "
                + "again to have a run fail where a key comes twice, or leave primary_key out.", staged.Resource.Line)];
    }

    private static async Task AddAsync(NpgsqlConnection connection, StagedTable staged, CancellationToken cancellationToken)
    {
        await TargetTable.CreateIfMissingAsync(connection, staged, cancellationToken);
        await TargetTable.DeleteReplayedAsync(connection, staged, cancellationToken);
        if (!staged.ChecksKey)
            await PrimaryKeyIndex.DropAsync(connection, staged.Target, cancellationToken);

        try
        {
            var values = await TargetTable.FitAsync(connection, staged, mayRetype: true, cancellationToken);
            if (staged.ChecksKey && staged.Rows > 0)
            {
                await PrimaryKeyIndex.EnsureAsync(connection, staged, cancellationToken);
                await DuplicateKeys.RefuseAsync(connection, staged, values, cancellationToken);
            }

            await TargetTable.InsertAsync(connection, staged, values, cancellationToken);
        }
        catch (PostgresException exception) when (staged.ChecksKey && exception.SqlState == PostgresErrorCodes.ProgramLimitExceeded)
        {
            throw PrimaryKeyIndex.TooLong(staged, exception);
        }
    }
}
