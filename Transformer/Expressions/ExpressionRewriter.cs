using System.Text.Json.Nodes;
using EtlAspire.Transformer.Steps;

namespace EtlAspire.Transformer.Expressions;

/// <summary>
/// Makes of a parsed expression one that computes with numerics as PostgreSQL does and says why a record has no result. What needs
/// neither stays as DuckDB reads it.
/// </summary>
/// <param name="expression">The expression.</param>
/// <param name="what">Whose it is, in words.</param>
/// <param name="scope">The columns that it sees.</param>
/// <param name="binder">Asks DuckDB for types.</param>
internal sealed class ExpressionRewriter(Expression expression, string what, IReadOnlyList<Column> scope, ExpressionBinder binder)
{
    private const int MostFaultCharacters = 1_000_000;

    private static readonly Dictionary<string, Func<JsonObject, ExpressionRewriter, Part>> Classes = new()
    {
        ["COLUMN_REF"] = ColumnParts.Rewrite,
        ["CONSTANT"] = LiteralParts.Rewrite,
        ["FUNCTION"] = FunctionParts.Rewrite,
        ["CAST"] = CastParts.Rewrite,
        ["COMPARISON"] = ComparisonParts.Rewrite,
        ["BETWEEN"] = ComparisonParts.RewriteBetween,
        ["CONJUNCTION"] = LogicParts.RewriteConjunction,
        ["OPERATOR"] = LogicParts.RewriteOperator,
        ["CASE"] = ChoiceParts.RewriteCase,
        ["LAMBDA"] = JsonParts.RewriteArrow,
    };

    private readonly Dictionary<JsonNode, Part> _known = [];

    /// <summary>The expression.</summary>
    public Expression Expression => expression;

    /// <summary>The columns that it sees.</summary>
    public IReadOnlyList<Column> Scope => scope;

    /// <summary>When the run was requested, which is now to all of its records.</summary>
    public DateTimeOffset Now => binder.Now;

    /// <summary>Rewrites a part, once.</summary>
    public Part Rewrite(JsonNode node)
    {
        if (_known.TryGetValue(node, out var known))
            return known;
        var part = Classes.TryGetValue((string)node["class"]!, out var rewrite) ? rewrite((JsonObject)node, this) : Keep((JsonObject)node);
        RefuseLong(part);
        return _known[node] = part with { Source = node };
    }

    /// <summary>Rewrites the parts of a part.</summary>
    public Part[] RewriteAll(JsonNode? nodes) => [.. ((JsonArray)nodes!).Select(node => Rewrite(node!))];

    /// <summary>Keeps a part as DuckDB's, with its own parts rewritten; no numeric may be among them.</summary>
    public Part Keep(JsonObject node)
    {
        var parts = Children(node).ToDictionary(child => child, Rewrite);
        if (parts.Values.FirstOrDefault(part => part is { Constant: null, Kind: ValueKind.Number or ValueKind.Numeric or ValueKind.Numerics }) is { } numeric)
            throw Refuse($"{NameOf(node)} takes no numeric, which {Show(numeric)} is: write CAST(… AS DOUBLE), or AS VARCHAR, around it");
        return new Part(Rebuild(node, child => parts[child].Constant ?? parts[child].Node), ValueKind.Other)
        {
            Fault = SqlNode.FirstOf(parts.Values.Select(part => part.Fault)),
        };
    }

    /// <summary>A part of which DuckDB, where it alone can, has told what it is.</summary>
    public Part Resolve(Part part)
    {
        if (part.Kind != ValueKind.Other || (string)part.Node["class"]! == "COLUMN_REF")
            return part;
        return FindType(part) switch
        {
            "BIGINT" or "INTEGER" or "SMALLINT" or "TINYINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" => part with { Kind = ValueKind.Bigint },
            "HUGEINT" or "UHUGEINT" or "UBIGINT" or "BIGNUM" => AsNumeric(),
            { } decimals when decimals.StartsWith("DECIMAL(", StringComparison.Ordinal) && decimals[^1] == ')' => AsNumeric(),
            "DOUBLE" or "FLOAT" => part with { Kind = ValueKind.Double },
            _ => part,
        };

        Part AsNumeric() => part with { Node = SqlNode.Cast(part.Node, "VARCHAR"), Kind = ValueKind.Numeric };
    }

    /// <summary>The failure of a run because of the expression.</summary>
    public Exception Refuse(string reason) => BadExpression.Failure(what, expression.Step, reason);

    /// <summary>The type of a part, as DuckDB names it; null if it has none.</summary>
    public string? FindType(Part part) => binder.FindType(part.Node, scope);

    /// <summary>A part as one writes it.</summary>
    public string Show(Part part) => binder.ToSql(part.Source);

    // Whether there is a result is asked of each part within each that holds it, so a deep expression grows with every level.
    private void RefuseLong(Part part)
    {
        if (part.Fault is { } fault && fault.ToJsonString().Length > MostFaultCharacters)
            throw Refuse("it is nested too deeply to tell for each record whether it has a result: give a part of it a derived column of its own");
    }

    private static string NameOf(JsonObject node) => (string?)node["function_name"] ?? ((string)node["type"]!).ToLowerInvariant();

    private static IEnumerable<JsonObject> Children(JsonObject node) =>
        node.SelectMany(property => property.Value is JsonArray array ? array.OfType<JsonNode>() : [property.Value])
            .OfType<JsonObject>().Where(child => child.ContainsKey("class") && (string)child["class"]! != "LAMBDA" || IsArrow(node, child));

    // The parser takes JSON's arrow for a lambda.
    private static bool IsArrow(JsonObject parent, JsonObject child) =>
        child.ContainsKey("class") && (string)child["class"]! == "LAMBDA" && !FunctionParts.TakesLambda(parent);

    private static JsonObject Rebuild(JsonObject node, Func<JsonObject, JsonNode> replace)
    {
        if (Children(node).All(child => replace(child) == child))
            return node;

        var children = Children(node).ToHashSet();
        return new JsonObject(node.Select(property => KeyValuePair.Create(property.Key, property.Value switch
        {
            JsonObject child when children.Contains(child) => SqlNode.Free(replace(child)),
            JsonArray array => new JsonArray([.. array.Select(item =>
                item is JsonObject child && children.Contains(child) ? WithAlias(SqlNode.Free(replace(child)), child) : item?.DeepClone())]),
            var other => other?.DeepClone(),
        })));
    }

    // A struct's field is named by the alias of its value.
    private static JsonNode WithAlias(JsonNode node, JsonObject original)
    {
        if (original["alias"] is { } alias)
            node["alias"] = alias.DeepClone();
        return node;
    }
}
