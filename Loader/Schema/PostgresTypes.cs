namespace EtlAspire.Loader.Schema;

/// <summary>The column types as PostgreSQL names them.</summary>
internal static class PostgresTypes
{
    private static readonly Dictionary<ColumnType, string> Names = new()
    {
        [ColumnType.Text] = "text",
        [ColumnType.Bigint] = "bigint",
        [ColumnType.Numeric] = "numeric",
        [ColumnType.Double] = "double precision",
        [ColumnType.Boolean] = "boolean",
        [ColumnType.Date] = "date",
        [ColumnType.Timestamp] = "timestamp without time zone",
        [ColumnType.Timestamptz] = "timestamp with time zone",
        [ColumnType.Json] = "jsonb",
    };

    private static readonly Dictionary<string, ColumnType> Types = Names.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static string NameOf(ColumnType type) => Names[type];

    /// <summary>The type of a name as <c>format_type</c> gives it; null when it is none of ours.</summary>
    public static ColumnType? Find(string name) => Types.TryGetValue(name, out var type) ? type : null;
}
