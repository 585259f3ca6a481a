namespace EtlAspire.Loader.Publishing;

/// <summary>A resource's rows, complete, with the table that they are for.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Staging">Where the rows are.</param>
/// <param name="Target">Where they go.</param>
/// <param name="Columns">The columns of the rows, lineage too.</param>
/// <param name="Rows">How many rows the ledger says there are.</param>
/// <param name="Unseen">The columns that the records have, and never a value in them.</param>
/// <param name="Replayed">The numbers of the runs, if any, that are made of the same records: their rows go.</param>
/// <param name="ChecksKey">Whether <c>append</c> refuses a primary key that comes twice; a definition that was stored before it did does not.</param>
internal sealed record StagedTable(
    ResourceDefinition Resource, TableName Staging, TableName Target, IReadOnlyList<TableColumn> Columns, long Rows,
    IReadOnlyList<string> Unseen, IReadOnlyList<long> Replayed, bool ChecksKey)
{
    /// <summary>Whether there was no record to say what columns there are. Rows without any column are rows all the same.</summary>
    public bool IsShapeless => Rows == 0 && Columns.Count == TableColumns.Lineage.Count;
}
