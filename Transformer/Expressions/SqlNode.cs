using System.Text.Json.Nodes;

namespace EtlAspire.Transformer.Expressions;

/// <summary>
/// Makes parts of expressions in the form in which DuckDB's <c>json_serialize_sql</c> gives them; what it leaves out has its default.
/// A node that already stands somewhere is copied.
/// </summary>
internal static class SqlNode
{
    public static JsonNode Call(string function, params ReadOnlySpan<JsonNode> arguments) => new JsonObject
    {
        ["class"] = "FUNCTION",
        ["type"] = "FUNCTION",
        ["function_name"] = function,
        ["children"] = ToArray(arguments),
    };

    /// <summary>The same function or operator over other operands.</summary>
    public static JsonNode CallAgain(JsonObject call, params ReadOnlySpan<JsonNode> operands)
    {
        var again = Call((string)call["function_name"]!, operands);
        again["is_operator"] = call["is_operator"]?.DeepClone();
        return again;
    }

    public static JsonNode Operator(string type, params ReadOnlySpan<JsonNode> children) => new JsonObject
    {
        ["class"] = "OPERATOR",
        ["type"] = type,
        ["children"] = ToArray(children),
    };

    public static JsonNode Conjunction(string type, params ReadOnlySpan<JsonNode> children) => new JsonObject
    {
        ["class"] = "CONJUNCTION",
        ["type"] = type,
        ["children"] = ToArray(children),
    };

    public static JsonNode And(params ReadOnlySpan<JsonNode> children) => Conjunction("CONJUNCTION_AND", children);

    public static JsonNode IsNull(JsonNode value) => Operator("OPERATOR_IS_NULL", value);

    public static JsonNode IsNotNull(JsonNode value) => Operator("OPERATOR_IS_NOT_NULL", value);

    public static JsonNode Compare(string type, JsonNode left, JsonNode right) => new JsonObject
    {
        ["class"] = "COMPARISON",
        ["type"] = type,
        ["left"] = Free(left),
        ["right"] = Free(right),
    };

    public static JsonNode IsEqual(JsonNode left, JsonNode right) => Compare("COMPARE_EQUAL", left, right);

    public static JsonNode Case(IEnumerable<(JsonNode When, JsonNode Then)> cases, JsonNode? otherwise = null) => new JsonObject
    {
        ["class"] = "CASE",
        ["type"] = "CASE_EXPR",
        ["case_checks"] = new JsonArray([.. cases.Select(one => new JsonObject { ["when_expr"] = Free(one.When), ["then_expr"] = Free(one.Then) })]),
        ["else_expr"] = Free(otherwise ?? Null),
    };

    public static JsonNode If(JsonNode condition, JsonNode value) => Case([(condition, value)]);

    public static JsonNode Cast(JsonNode value, string type, bool isTried = false) => new JsonObject
    {
        ["class"] = "CAST",
        ["type"] = "OPERATOR_CAST",
        ["child"] = Free(value),
        ["cast_type"] = new JsonObject { ["id"] = type, ["type_info"] = null },
        ["try_cast"] = isTried,
    };

    public static JsonNode CastToJson(JsonNode value)
    {
        var cast = Cast(value, "UNBOUND");
        cast["cast_type"]!["type_info"] = new JsonObject { ["type"] = "UNBOUND_TYPE_INFO", ["name"] = "json" };
        return cast;
    }

    public static JsonNode Text(string text) => Constant("VARCHAR", text);

    public static JsonNode Bigint(long number) => Constant("BIGINT", number);

    public static JsonNode Null => new JsonObject
    {
        ["class"] = "CONSTANT",
        ["type"] = "VALUE_CONSTANT",
        ["value"] = new JsonObject { ["type"] = new JsonObject { ["id"] = "NULL", ["type_info"] = null }, ["is_null"] = true },
    };

    /// <summary>The fault that a numeric may be, without its mark; null where it is none.</summary>
    public static JsonNode FaultOf(JsonNode numeric) =>
        If(IsFault(numeric), Call("substr", numeric, Bigint(2)));

    /// <summary>Whether a numeric is a fault.</summary>
    public static JsonNode IsFault(JsonNode numeric) => Call("starts_with", numeric, Text("!"));

    /// <summary>The first of some texts that is not null; null if there are none.</summary>
    public static JsonNode? FirstOf(IEnumerable<JsonNode?> texts) => texts.OfType<JsonNode>().ToList() switch
    {
        [] => null,
        [var only] => only,
        var many => Operator("OPERATOR_COALESCE", [.. many]),
    };

    /// <summary>A node that can be put somewhere.</summary>
    public static JsonNode Free(JsonNode node) => node.Parent is null ? node : node.DeepClone();

    /// <summary>An expression as a query that DuckDB turns into text.</summary>
    public static string ToQuery(JsonNode node) => new JsonObject
    {
        ["error"] = false,
        ["statements"] = new JsonArray(new JsonObject
        {
            ["node"] = new JsonObject
            {
                ["type"] = "SELECT_NODE",
                ["modifiers"] = new JsonArray(),
                ["cte_map"] = new JsonObject { ["map"] = new JsonArray() },
                ["select_list"] = new JsonArray(node.DeepClone()),
                ["from_table"] = new JsonObject { ["type"] = "EMPTY" },
                ["aggregate_handling"] = "STANDARD_HANDLING",
            },
        }),
    }.ToJsonString();

    private static JsonObject Constant<T>(string type, T value) => new()
    {
        ["class"] = "CONSTANT",
        ["type"] = "VALUE_CONSTANT",
        ["value"] = new JsonObject
        {
            ["type"] = new JsonObject { ["id"] = type, ["type_info"] = null },
            ["is_null"] = false,
            ["value"] = JsonValue.Create(value),
        },
    };

    private static JsonArray ToArray(ReadOnlySpan<JsonNode> nodes)
    {
        var array = new JsonArray();
        foreach (var node in nodes)
            array.Add(Free(node));
        return array;
    }
}
