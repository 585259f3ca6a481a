namespace EtlAspire.Storage;

/// <summary>Makes names safe in SQL: the one way that a table or column name gets into a statement, PostgreSQL's or DuckDB's.</summary>
public static class SqlName
{
    /// <summary>The name in double quotes, any within it doubled.</summary>
    /// <exception cref="ArgumentException">The name is empty or holds a NUL.</exception>
    public static string Quote(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return name.Contains('\0')
            ? throw new ArgumentException("A name in SQL cannot hold a NUL character.", nameof(name))
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>A schema's table, both quoted.</summary>
    public static string Quote(string schema, string table) => $"{Quote(schema)}.{Quote(table)}";

    /// <summary>A text in single quotes, any within it doubled; for places that take no parameter, such as a DuckDB path.</summary>
    /// <exception cref="ArgumentException">The text holds a NUL.</exception>
    public static string Literal(string text) =>
        text.Contains('\0')
            ? throw new ArgumentException("A text in SQL cannot hold a NUL character.", nameof(text))
            : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
