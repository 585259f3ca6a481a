using System.Text.Json.Nodes;
using EtlAspire.Transformer.TextValues;

namespace EtlAspire.Transformer.Expressions;

/// <summary>Lists of numerics, and what is computed of them: <c>list_sum</c>, <c>list_min</c> and <c>list_max</c>, which pass over nulls.</summary>
internal static class ListParts
{
    /// <summary>A list that is written out.</summary>
    public static Part RewriteList(JsonObject node, ExpressionRewriter rewriter)
    {
        var parts = rewriter.RewriteAll(node["children"]);
        if (!parts.Any(part => part is { IsNumeric: true, Constant: null }))
            return rewriter.Keep(node);

        var items = parts.Select(rewriter.Resolve).Select(part => part.Kind == ValueKind.Double
            ? throw rewriter.Refuse($"{rewriter.Show(part)} is a double and stands among numerics: cast one of them")
            : part.ToNumeric(rewriter)).ToList();
        return new Part(SqlNode.Call("list_value", [.. items.Select(item => item.Node)]), ValueKind.Numerics)
        {
            Fault = SqlNode.FirstOf(items.Select(item => item.Fault)),
        };
    }

    /// <summary>A list, or a JSON array, whose values become numerics.</summary>
    public static Part Cast(JsonNode list, ExpressionRewriter rewriter)
    {
        var part = rewriter.Rewrite(list);
        if (part.Kind == ValueKind.Numerics)
            return part;
        var texts = rewriter.FindType(part) == "JSON" ? TextsOf(part.Node) : ToTexts(part.Node);
        return part with { Node = SqlNode.Call("list_transform", texts, Lambda("numeric_cast", "v")), Kind = ValueKind.Numerics };
    }

    public static Part RewriteSum(JsonObject node, ExpressionRewriter rewriter) => Reduce(node, rewriter, "numeric_add");

    public static Part RewriteMin(JsonObject node, ExpressionRewriter rewriter) => Reduce(node, rewriter, "numeric_least");

    public static Part RewriteMax(JsonObject node, ExpressionRewriter rewriter) => Reduce(node, rewriter, "numeric_greatest");

    private static JsonNode ToTexts(JsonNode list)
    {
        var texts = SqlNode.Cast(list, "VARCHAR");
        texts["cast_type"] = new JsonObject
        {
            ["id"] = "LIST",
            ["type_info"] = new JsonObject { ["type"] = "LIST_TYPE_INFO", ["child_type"] = new JsonObject { ["id"] = "VARCHAR", ["type_info"] = null } },
        };
        return texts;
    }

    // The items of a JSON array one by one: a cast of all would make doubles of their numbers.
    private static JsonNode TextsOf(JsonNode json)
    {
        var path = SqlNode.Call("concat", SqlNode.Text("$["), Name("v"), SqlNode.Text("]"));
        var item = Lambda(JsonFunctions.Text, "v");
        item["expr"]!["children"]![0] = SqlNode.Call(JsonFunctions.At, SqlNode.Cast(json, "VARCHAR"), path);
        return SqlNode.Call("list_transform", SqlNode.Call("range", SqlNode.Cast(SqlNode.Call("json_array_length", json), "BIGINT")), item);
    }

    private static Part Reduce(JsonObject node, ExpressionRewriter rewriter, string function)
    {
        if (node["children"] is not JsonArray { Count: 1 } arguments || rewriter.Rewrite(arguments[0]!) is not { Kind: ValueKind.Numerics } list)
            return rewriter.Keep(node);

        var values = SqlNode.Call("list_filter", list.Node, Lambda(null, "v"));
        var isSome = SqlNode.Compare("COMPARE_GREATERTHAN", SqlNode.Call("len", values), SqlNode.Bigint(0));
        return new Part(SqlNode.If(isSome, SqlNode.Call("list_reduce", values, Lambda(function, "v", "w"))), ValueKind.Numeric)
        {
            Fault = list.Fault,
            MayBeFault = true,
        };
    }

    // Without a function it asks whether the value is not null.
    private static JsonObject Lambda(string? function, params string[] names)
    {
        var parameters = names.Select(Name).ToArray();
        return new JsonObject
        {
            ["class"] = "LAMBDA",
            ["type"] = "LAMBDA",
            ["lhs"] = parameters is [var only] ? SqlNode.Free(only) : SqlNode.Call("row", parameters),
            ["expr"] = function is null ? SqlNode.IsNotNull(Name(names[0])) : SqlNode.Call(function, [.. names.Select(Name)]),
        };
    }

    private static JsonNode Name(string name) => new JsonObject
    {
        ["class"] = "COLUMN_REF",
        ["type"] = "COLUMN_REF",
        ["column_names"] = new JsonArray(name),
    };
}
