namespace EtlAspire.Dashboard.Warehouse;

/// <summary>What is in a column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Nulls">Rows without a value.</param>
/// <param name="Distinct">How many different values it has.</param>
/// <param name="Smallest">The smallest value, cut to a readable length; null where values have no order, or there is none.</param>
/// <param name="Largest">The largest value, likewise.</param>
internal sealed record ColumnFigures(WarehouseColumn Column, long Nulls, long Distinct, string? Smallest, string? Largest);
