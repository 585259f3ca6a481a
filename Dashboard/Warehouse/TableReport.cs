namespace EtlAspire.Dashboard.Warehouse;

/// <summary>Everything that the page of a table shows, at one moment.</summary>
internal sealed record TableReport(
    WarehouseTable Table,
    DateTimeOffset TakenAt,
    IReadOnlyList<ColumnFigures> Figures,
    ColumnChart? Chart,
    TableMap? Map,
    IReadOnlyList<WarehouseColumn> Columns,
    IReadOnlyList<PreviewRow> Preview);
