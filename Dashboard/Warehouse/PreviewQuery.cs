using Npgsql;

namespace EtlAspire.Dashboard.Warehouse;

/// <summary>Reads some rows of a table, as texts.</summary>
internal static class PreviewQuery
{
    public const int MaxRows = 50;

    private const int MaxValueLength = 200;

    public static async Task<IReadOnlyList<PreviewRow>> RunAsync(
        NpgsqlConnection connection, WarehouseTable table, IReadOnlyList<WarehouseColumn> columns, CancellationToken cancellationToken)
    {
        var texts = columns.Select(column => $"left({column.SqlName}::text, {MaxValueLength})");
        var rows = await connection.ReadAsync(
            $"select {string.Join(", ", texts)} from {table.SqlName} limit {MaxRows}",
            row => Enumerable.Range(0, columns.Count).Select(row.GetText).ToArray(), cancellationToken);
        var (run, record) = (Find(columns, "_run"), Find(columns, "_record"));
        return rows.ConvertAll(values => new PreviewRow(values, values.ElementAtOrDefault(run), values.ElementAtOrDefault(record)));
    }

    private static int Find(IReadOnlyList<WarehouseColumn> columns, string name) =>
        columns.Select(column => column.Name).ToList().IndexOf(name);
}

/// <summary>A row as texts.</summary>
/// <param name="Values">The values, in the order of the columns.</param>
/// <param name="Run">The run that loaded it.</param>
/// <param name="Record">The record that it came from.</param>
internal sealed record PreviewRow(IReadOnlyList<string?> Values, string? Run, string? Record);
