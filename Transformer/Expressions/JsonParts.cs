using System.Text;
using System.Text.Json.Nodes;
using EtlAspire.Transformer.TextValues;

namespace EtlAspire.Transformer.Expressions;

/// <summary>
/// What takes JSON apart: <c>-&gt;</c>, <c>-&gt;&gt;</c>, <c>json_extract</c> and <c>json_extract_string</c>, with every digit of a
/// number, where the place is one that is written in the expression. Other places are left to DuckDB.
/// </summary>
internal static class JsonParts
{
    /// <summary>A value, as JSON.</summary>
    public static Part RewriteValue(JsonObject node, ExpressionRewriter rewriter) => Rewrite(node, node["children"]![0], node["children"]![1], rewriter, isText: false);

    /// <summary>A value, as text.</summary>
    public static Part RewriteText(JsonObject node, ExpressionRewriter rewriter) => Rewrite(node, node["children"]![0], node["children"]![1], rewriter, isText: true);

    /// <summary>The arrow, which the parser takes for a lambda.</summary>
    public static Part RewriteArrow(JsonObject node, ExpressionRewriter rewriter) => Rewrite(node, node["lhs"], node["expr"], rewriter, isText: false);

    /// <summary>The text of a JSON value.</summary>
    public static JsonNode TextOf(JsonNode json) => SqlNode.Call(JsonFunctions.Text, SqlNode.Cast(json, "VARCHAR"));

    private static Part Rewrite(JsonObject node, JsonNode? json, JsonNode? place, ExpressionRewriter rewriter, bool isText)
    {
        var part = rewriter.Rewrite(json!);
        if (PathOf(rewriter.Rewrite(place!)) is not { } path || part.IsNumeric)
            return rewriter.Keep(node);
        var type = rewriter.FindType(part);
        if (type is not ("JSON" or "VARCHAR"))
            return rewriter.Keep(node);

        // A text has to be JSON first.
        var checkedJson = type == "JSON" ? part.Node : SqlNode.CastToJson(part.Node);
        var value = SqlNode.Call(JsonFunctions.At, SqlNode.Cast(checkedJson, "VARCHAR"), SqlNode.Text(path));
        return part with
        {
            Node = isText ? SqlNode.Call(JsonFunctions.Text, value) : SqlNode.CastToJson(value),
            Kind = ValueKind.Other,
        };
    }

    private static string? PathOf(Part place)
    {
        var value = place.Node["value"];
        return place.Kind switch
        {
            ValueKind.Literal when (string)value!["value"]! is var text && JsonPath.Parse(Encoding.UTF8.GetBytes(text)) is not null => text,
            ValueKind.Bigint when value?["value"] is { } number => (long)number < 0 ? $"$[#{(long)number}]" : $"$[{(long)number}]",
            _ => null,
        };
    }
}
