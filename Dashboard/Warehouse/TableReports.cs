using Npgsql;

namespace EtlAspire.Dashboard.Warehouse;

/// <summary>Looks into a table.</summary>
internal sealed class TableReports(WarehouseReader reader, TimeProvider clock)
{
    private const int FewValues = 24;

    private const string ColumnsSql = """
        select attribute.attname::text, format_type(attribute.atttypid, attribute.atttypmod), type.typname::text
        from pg_attribute attribute
        join pg_type type on type.oid = attribute.atttypid
        where attribute.attrelid = $1::regclass and attribute.attnum > 0 and not attribute.attisdropped
        order by attribute.attnum
        """;

    /// <summary>Looks into a table, with a chart of the named column, or of one that tells something if it has none of that name.</summary>
    /// <exception cref="WarehouseTooSlowException">The database did not answer in time.</exception>
    public Task<TableReport> MakeAsync(WarehouseTable table, string? chartColumn, CancellationToken cancellationToken) =>
        reader.ReadAsync(
            async connection =>
            {
                var columns = await ReadColumnsAsync(connection, table, cancellationToken);
                var figures = await FiguresQuery.RunAsync(connection, table, columns, cancellationToken);
                var charted = columns.FirstOrDefault(column => column.Name == chartColumn) ?? MostTelling(table, figures);
                var places = MapQuery.FindColumns(columns);
                return new TableReport(
                    table,
                    clock.GetUtcNow(),
                    figures,
                    charted is null ? null : await ChartQuery.RunAsync(connection, table, charted, cancellationToken),
                    places is { } pair
                        ? await MapQuery.RunAsync(connection, table, pair.Latitude, pair.Longitude, cancellationToken)
                        : null,
                    columns,
                    await PreviewQuery.RunAsync(connection, table, columns, cancellationToken));
            },
            cancellationToken);

    // A few values that come again, or else a measure, make a better first picture than a key.
    private static WarehouseColumn? MostTelling(WarehouseTable table, IReadOnlyList<ColumnFigures> figures)
    {
        var data = figures.Where(figure => !figure.Column.IsLineage).ToList();
        var telling = data.Find(figure => figure.Distinct is > 1 and <= FewValues && figure.Distinct < table.Rows)
            ?? data.Find(figure => figure.Column.Kind == ColumnKind.Number)
            ?? data.FirstOrDefault();
        return telling?.Column;
    }

    private static Task<List<WarehouseColumn>> ReadColumnsAsync(
        NpgsqlConnection connection, WarehouseTable table, CancellationToken cancellationToken) =>
        connection.ReadAsync(
            ColumnsSql, row => new WarehouseColumn(row.GetString(0), row.GetString(1), KindOf(row.GetString(2))), cancellationToken,
            new NpgsqlParameter<string> { TypedValue = table.SqlName });

    private static ColumnKind KindOf(string type) => type switch
    {
        "int2" or "int4" or "int8" => ColumnKind.Integer,
        "numeric" or "float4" or "float8" => ColumnKind.Number,
        "date" or "timestamp" or "timestamptz" => ColumnKind.Time,
        "text" or "varchar" or "bpchar" => ColumnKind.Text,
        "bool" => ColumnKind.Boolean,
        _ => ColumnKind.Other,
    };
}
