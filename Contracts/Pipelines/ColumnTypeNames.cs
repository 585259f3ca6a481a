namespace EtlAspire.Contracts.Pipelines;

/// <summary>How a definition writes the column types.</summary>
internal static class ColumnTypeNames
{
    public static readonly Words<ColumnType> All = new("type", new OrderedDictionary<string, ColumnType>
    {
        ["text"] = ColumnType.Text,
        ["bigint"] = ColumnType.Bigint,
        ["numeric"] = ColumnType.Numeric,
        ["double"] = ColumnType.Double,
        ["boolean"] = ColumnType.Boolean,
        ["date"] = ColumnType.Date,
        ["timestamp"] = ColumnType.Timestamp,
        ["timestamptz"] = ColumnType.Timestamptz,
        ["json"] = ColumnType.Json,
    });
}
