using DuckDB.NET.Data;
using EtlAspire.Storage;

namespace EtlAspire.Transformer.Steps;

/// <summary>Asks DuckDB what users' expressions mean, before any row is read.</summary>
internal sealed class ExpressionBinder(DuckDBConnection connection)
{
    /// <summary>Reads an expression of a step; in messages it is called by what it is for.</summary>
    public Expression Parse(string text, string what, StepDefinition step) =>
        ExpressionParser.Parse(connection, text, what, step);

    /// <summary>The type of an expression's result, as DuckDB names it.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="what">Whose expression it is, in words.</param>
    /// <param name="scope">The columns that it sees, with an untyped null for those that are all null.</param>
    public string TypeOf(Expression expression, string what, IEnumerable<Column> scope)
    {
        var columns = string.Concat(scope.Select(column =>
            $", {(column.Type is null ? "NULL" : $"CAST(NULL AS {column.SqlType})")} AS {SqlName.Quote(column.Name)}"));
        var from = $"FROM (SELECT CAST(NULL AS BIGINT) AS {Relation.Record}{columns})";
        try
        {
            // A condition may hold no aggregate and no unnest: what passes here leaves every row one row.
            Execute($"EXPLAIN SELECT 1 {from} WHERE {expression.Sql} IS NULL");
            return Execute($"SELECT column_type FROM (DESCRIBE SELECT {expression.Sql} AS result {from})");
        }
        catch (DuckDBException exception) when (!DuckDbFaults.IsOfMachine(exception))
        {
            var reason = BadExpression.Reason(exception) + Types(expression, scope);
            throw BadExpression.Failure(what, expression.Step, reason, exception);
        }
    }

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
