using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using EtlAspire.Storage;
using EtlAspire.Transformer.Expressions;

namespace EtlAspire.Transformer.Steps;

/// <summary>Asks DuckDB what users' expressions mean, before any row is read.</summary>
/// <param name="connection">DuckDB.</param>
/// <param name="now">When the run was requested.</param>
internal sealed class ExpressionBinder(DuckDBConnection connection, DateTimeOffset now)
{
    /// <summary>When the run was requested.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Reads an expression of a step; in messages it is called by what it is for.</summary>
    public Expression Parse(string text, string what, StepDefinition step) =>
        ExpressionParser.Parse(connection, text, what, step);

    /// <summary>What an expression means.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="what">Whose expression it is, in words.</param>
    /// <param name="scope">The columns that it sees.</param>
    public Meaning Understand(Expression expression, string what, IReadOnlyList<Column> scope)
    {
        var rewriter = new ExpressionRewriter(expression, what, scope, this);
        var part = rewriter.Rewrite(expression.Tree);
        if (part.Kind == ValueKind.Numerics)
            throw rewriter.Refuse("it gives a list of numerics, and DuckDB's JSON would keep them as doubles: cast them to DOUBLE, or to VARCHAR");

        var sql = part.Node == expression.Tree ? expression.Sql : $"({ToSql(part.Node)})";
        var meaning = new Meaning(sql, TypeOf(expression, sql, what, scope), part.Kind)
        {
            Fault = part.Fault is null ? null : $"({ToSql(part.Fault)})",
            MayBeFault = part.MayBeFault,
        };

        // Rows are read where DuckDB keeps them, by the type that is said here.
        return meaning is { IsNumeric: true, SqlType: not "VARCHAR" }
            ? throw new InvalidOperationException($"The numeric {what} is {meaning.SqlType} to DuckDB.")
            : meaning;
    }

    /// <summary>The type of a part of an expression, as DuckDB names it; null if it has none, which is told when all is looked at.</summary>
    public string? FindType(JsonNode part, IReadOnlyList<Column> scope)
    {
        try
        {
            return Execute($"SELECT column_type FROM (DESCRIBE SELECT {ToSql(part)} AS result {From(scope)})");
        }
        catch (DuckDBException exception) when (!DuckDbFaults.IsOfMachine(exception))
        {
            return null;
        }
    }

    /// <summary>A parsed expression as text.</summary>
    public string ToSql(JsonNode expression) =>
        Execute($"SELECT json_deserialize_sql({SqlName.Literal(SqlNode.ToQuery(expression))})")["SELECT ".Length..];

    /// <summary>Whether a name means something by itself, such as <c>current_date</c>.</summary>
    public bool IsConstant(string name)
    {
        try
        {
            Execute($"EXPLAIN SELECT {SqlName.Quote(name)}");
            return true;
        }
        catch (DuckDBException exception) when (!DuckDbFaults.IsOfMachine(exception))
        {
            return false;
        }
    }

    /// <summary>Whether an expression without columns has a value.</summary>
    public bool HasValue(string sql) => Execute($"SELECT CAST(({sql}) IS NOT NULL AS VARCHAR)") == "true";

    private string TypeOf(Expression expression, string sql, string what, IReadOnlyList<Column> scope)
    {
        try
        {
            // A condition may hold no aggregate and no unnest: what passes here leaves every row one row.
            Execute($"EXPLAIN SELECT 1 {From(scope)} WHERE {sql} IS NULL");
            return Execute($"SELECT column_type FROM (DESCRIBE SELECT {sql} AS result {From(scope)})");
        }
        catch (DuckDBException exception) when (!DuckDbFaults.IsOfMachine(exception))
        {
            var reason = BadExpression.Reason(exception) + Types(expression, scope);
            throw BadExpression.Failure(what, expression.Step, reason, exception);
        }
    }

    // Columns that are all null are an untyped null.
    private static string From(IEnumerable<Column> scope)
    {
        var columns = string.Concat(scope.Select(column =>
            $", {(column.Type is null ? "NULL" : $"CAST(NULL AS {column.SqlType})")} AS {SqlName.Quote(column.Name)}"));
        return $"FROM (SELECT CAST(NULL AS BIGINT) AS {Relation.Record}{columns})";
    }

    private static string Types(Expression expression, IEnumerable<Column> scope)
    {
        var types = scope
            .Where(column => column.Type is not null && expression.Mentions(column.Name))
            .Select(column => $"{column.Name} is {column.Type.ToString()!.ToLowerInvariant()}")
            .ToList();
        return types.Count == 0 ? "" : $" (here {string.Join(", ", types)})";
    }

    private string Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (string)command.ExecuteScalar()!;
    }
}
