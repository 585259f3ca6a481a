using DuckDB.NET.Data;
using EtlAspire.Transformer.Numerics;

namespace EtlAspire.Transformer.Tests.Numerics;

/// <summary>A DuckDB that knows the functions of numbers.</summary>
internal static class NumericDuckDb
{
    public static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        NumericFunctions.Register(connection);
        return connection;
    }

    /// <summary>The value of an expression, as a text.</summary>
    public static string? Compute(string expression)
    {
        using var connection = Open();
        return Read(connection, $"select cast({expression} as varchar)").Single()[0];
    }

    public static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A query's rows, of texts.</summary>
    public static IEnumerable<string?[]> Read(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return [.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : reader.GetString(column))];
    }
}
