using System.Text.Json;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using EtlAspire.Storage;
using EtlAspire.Transformer.Expressions;
using EtlAspire.Transformer.Numerics;
using EtlAspire.Transformer.TextValues;
using EtlAspire.Transformer.Writing;

namespace EtlAspire.Transformer.Steps;

/// <summary>
/// Reads users' expressions with DuckDB's own parser. What passes is one expression, whatever the text tries: the parsed
/// <c>SELECT (text)</c> may differ from that of <c>SELECT (1)</c> in its single item only.
/// </summary>
internal static class ExpressionParser
{
    private const int MaxDepth = 1_000;

    private static readonly Dictionary<string, string> Refused = new()
    {
        ["SUBQUERY"] = "a subquery",
        ["WINDOW"] = "a window function",
        ["STAR"] = "'*' or COLUMNS",
        ["PARAMETER"] = "a parameter",
        ["DEFAULT"] = "DEFAULT",
    };

    // Elsewhere -> is JSON's arrow, which the parser takes for a lambda: what it is depends on the function.
    private static readonly HashSet<string> LambdaFunctions = new(StringComparer.OrdinalIgnoreCase)
    {
        "apply", "filter", "reduce", "array_apply", "array_filter", "array_reduce", "array_transform", "list_apply", "list_filter",
        "list_reduce", "list_transform",
    };

    private static readonly HashSet<string> RefusedFunctions =
        new([RowFunction.Name, PartFunction.Name, .. NumericFunctions.Names, .. JsonFunctions.Names], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an arrow among a function's arguments is a lambda.</summary>
    public static bool TakesLambda(string function) => LambdaFunctions.Contains(function);

    /// <summary>Reads an expression.</summary>
    /// <exception cref="Contracts.Runs.RunFailedException">It is none, or not one alone (<c>bad_expression</c>).</exception>
    public static Expression Parse(DuckDBConnection connection, string text, string what, StepDefinition step)
    {
        using var parsed = Read(connection, text, what, step);
        var root = parsed.RootElement;
        if (root.GetProperty("error").GetBoolean())
            throw BadExpression.Failure(what, step, root.GetProperty("error_message").GetString()!);

        using var model = Serialize(connection, "SELECT (1)");
        if (SingleItem(root, model.RootElement) is not { } item)
            throw BadExpression.Failure(what, step, "it must be one expression and nothing else");

        var names = new List<string>();
        var changing = ChangingFunctions.Of(connection);
        Walk(item, names, changing, found => BadExpression.Failure(what, step, changing.Contains(found) && !RefusedFunctions.Contains(found)
            ? $"{found}() cannot be used: it gives another answer each time, and what becomes of a record is to depend on the record alone"
            : $"{found} cannot be used: an expression sees the columns of its own row"));
        return new Expression(text, step, [.. names.Distinct(StringComparer.OrdinalIgnoreCase)], JsonObject.Create(item.Clone())!);
    }

    private static JsonDocument Read(DuckDBConnection connection, string text, string what, StepDefinition step)
    {
        try
        {
            return Serialize(connection, $"{Expression.Prefix}{text}\n)");
        }
        catch (JsonException exception)
        {
            // DuckDB writes infinity for a number that no double holds.
            var reason = "it is nested too deeply, or has a number too large for a double: write that one as a text that is cast, such as '1e400'::numeric";
            throw BadExpression.Failure(what, step, reason, exception);
        }
    }

    private static JsonDocument Serialize(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT json_serialize_sql({SqlName.Literal(sql)})";
        return JsonDocument.Parse((string)command.ExecuteScalar()!, new JsonDocumentOptions { MaxDepth = MaxDepth });
    }

    private static JsonElement? SingleItem(JsonElement parsed, JsonElement model)
    {
        var statements = parsed.GetProperty("statements");
        if (statements.GetArrayLength() != 1)
            return null;

        var node = statements[0].GetProperty("node");
        foreach (var property in model.GetProperty("statements")[0].GetProperty("node").EnumerateObject())
        {
            if (!node.TryGetProperty(property.Name, out var value)
                || (property.Name != "select_list" && !JsonElement.DeepEquals(value, property.Value)))
                return null;
        }

        var items = node.GetProperty("select_list");
        return items.GetArrayLength() == 1 && items[0].GetProperty("alias").GetString() is null or "" ? items[0] : null;
    }

    private static void Walk(JsonElement element, List<string> names, IReadOnlySet<string> changing, Func<string, Exception> refusal)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Walk(item, names, changing, refusal);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (element.TryGetProperty("class", out var kind) && kind.ValueKind == JsonValueKind.String)
            {
                if (Refused.TryGetValue(kind.GetString()!, out var found))
                    throw refusal(found);
                if (kind.ValueEquals("FUNCTION") && element.GetProperty("function_name").GetString()! is var function
                    && (RefusedFunctions.Contains(function) || changing.Contains(function)))
                    throw refusal(function);

                if (kind.ValueEquals("FUNCTION") && LambdaFunctions.Contains(element.GetProperty("function_name").GetString()!))
                {
                    WalkArguments(element.GetProperty("children"), names, changing, refusal);
                    return;
                }

                if (kind.ValueEquals("COLUMN_REF"))
                    names.Add(element.GetProperty("column_names")[0].GetString()!);
            }

            foreach (var property in element.EnumerateObject())
                Walk(property.Value, names, changing, refusal);
        }
    }

    private static void WalkArguments(JsonElement arguments, List<string> names, IReadOnlySet<string> changing, Func<string, Exception> refusal)
    {
        foreach (var argument in arguments.EnumerateArray())
        {
            if (argument.GetProperty("class").ValueEquals("LAMBDA"))
                WalkLambda(argument, names, changing, refusal);
            else
                Walk(argument, names, changing, refusal);
        }
    }

    private static void WalkLambda(JsonElement lambda, List<string> names, IReadOnlySet<string> changing, Func<string, Exception> refusal)
    {
        var parameters = new List<string>();
        Walk(lambda.GetProperty("lhs"), parameters, changing, refusal);
        var inner = new List<string>();
        Walk(lambda.GetProperty("expr"), inner, changing, refusal);
        names.AddRange(inner.Except(parameters, StringComparer.OrdinalIgnoreCase));
    }
}
