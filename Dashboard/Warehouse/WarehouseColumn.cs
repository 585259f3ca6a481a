namespace EtlAspire.Dashboard.Warehouse;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as PostgreSQL calls it.</param>
/// <param name="Kind">What can be done with its values.</param>
internal sealed record WarehouseColumn(string Name, string Type, ColumnKind Kind)
{
    /// <summary>The column's name in SQL.</summary>
    public string SqlName => EtlAspire.Storage.SqlName.Quote(Name);

    /// <summary>The column in a form that can be grouped by and compared.</summary>
    public string SqlValue => Kind is ColumnKind.Integer or ColumnKind.Number or ColumnKind.Time or ColumnKind.Text
        ? SqlName
        : $"{SqlName}::text";

    /// <summary>Whether smallest and largest mean anything.</summary>
    public bool IsOrdered => Kind != ColumnKind.Other;

    /// <summary>Whether it is the lineage that every table has, not the source's data.</summary>
    public bool IsLineage => Name is "_run" or "_record";
}

/// <summary>What can be done with a column's values.</summary>
internal enum ColumnKind
{
    Integer,
    Number,
    Time,
    Text,
    Boolean,
    Other,
}
