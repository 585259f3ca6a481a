using Npgsql;

namespace EtlAspire.Dashboard.Warehouse;

/// <summary>Reads the places of a table's rows, where it has columns with latitudes and longitudes.</summary>
internal static class MapQuery
{
    private static readonly string[] LatitudeNames = ["latitude", "lat"];
    private static readonly string[] LongitudeNames = ["longitude", "lng", "lon"];

    /// <summary>The first pair of columns whose names differ only in latitude and longitude.</summary>
    public static (WarehouseColumn Latitude, WarehouseColumn Longitude)? FindColumns(IReadOnlyList<WarehouseColumn> columns)
    {
        var numbers = columns.Where(column => column.Kind is ColumnKind.Integer or ColumnKind.Number).ToList();
        foreach (var latitude in numbers)
        {
            if (Prefix(latitude.Name, LatitudeNames) is { } prefix
                && numbers.Find(column => Prefix(column.Name, LongitudeNames) == prefix) is { } longitude)
            {
                return (latitude, longitude);
            }
        }

        return null;
    }

    public static async Task<TableMap> RunAsync(
        NpgsqlConnection connection, WarehouseTable table, WarehouseColumn latitude, WarehouseColumn longitude,
        CancellationToken cancellationToken)
    {
        var points = await connection.ReadAsync(
            $"""
            select {longitude.SqlName}::double precision, {latitude.SqlName}::double precision from {table.SqlSource}
            where {latitude.SqlName} between -90 and 90 and {longitude.SqlName} between -180 and 180
            limit {TableMap.MaxPoints}
            """,
            row => new[] { row.GetDouble(0), row.GetDouble(1) }, cancellationToken);
        return new TableMap(latitude.Name, longitude.Name, points);
    }

    // "address_geo_lat" → "address_geo_", "lat" → "", "flat" → null.
    private static string? Prefix(string name, string[] endings)
    {
        if (Array.Find(endings, ending => name.EndsWith(ending, StringComparison.Ordinal)) is not { } found)
            return null;

        var prefix = name[..^found.Length];
        return prefix.Length == 0 || prefix.EndsWith('_') ? prefix : null;
    }
}
