namespace EtlAspire.Dashboard.Warehouse;

/// <summary>How a column's values are spread.</summary>
/// <param name="Column">The column.</param>
/// <param name="IsHistogram">Whether the bars are ranges in order; otherwise they are the most frequent values.</param>
/// <param name="Bars">The bars.</param>
/// <param name="OtherRows">Rows with a value that no bar shows.</param>
internal sealed record ColumnChart(string Column, bool IsHistogram, IReadOnlyList<ChartBar> Bars, long OtherRows);

/// <summary>A bar: the rows with a value, or with values in a range.</summary>
internal sealed record ChartBar(string Label, long Rows);
