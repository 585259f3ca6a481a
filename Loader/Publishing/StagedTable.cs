using EtlAspire.Contracts.Pipelines;
using EtlAspire.Loader.Schema;

namespace EtlAspire.Loader.Publishing;

/// <summary>A resource's rows, complete and counted, with the table that they are for.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Staging">Where the rows are.</param>
/// <param name="Target">Where they go.</param>
/// <param name="Columns">The columns of the rows, lineage too.</param>
/// <param name="Rows">How many rows the ledger says there are.</param>
internal sealed record StagedTable(
    ResourceDefinition Resource, TableName Staging, TableName Target, IReadOnlyList<TableColumn> Columns, long Rows)
{
    /// <summary>Whether no record ever said what columns there are.</summary>
    public bool IsShapeless => Columns.Count == TableColumns.Lineage.Count;
}
