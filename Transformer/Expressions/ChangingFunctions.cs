using System.Collections.Frozen;
using DuckDB.NET.Data;

namespace EtlAspire.Transformer.Expressions;

/// <summary>
/// DuckDB's functions that may give another answer each time, such as <c>random</c> and <c>uuid</c>, as DuckDB itself lists them; but
/// not those of the time, which stands still here (<see cref="ClockParts"/>).
/// </summary>
internal static class ChangingFunctions
{
    private const string Sql =
        "SELECT DISTINCT lower(function_name) FROM duckdb_functions() WHERE stability IN ('VOLATILE', 'CONSISTENT_WITHIN_QUERY')";

    private static IReadOnlySet<string>? Found { get; set; }

    /// <summary>Their names; DuckDB is asked once.</summary>
    public static IReadOnlySet<string> Of(DuckDBConnection connection) => Found ??= Read(connection);

    private static FrozenSet<string> Read(DuckDBConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names.Where(name => !ClockParts.Knows(name)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
