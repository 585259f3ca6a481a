using System.Text.Json.Nodes;
using EtlAspire.Transformer.Steps;

namespace EtlAspire.Transformer.Expressions;

/// <summary>Functions and operators, by their name. Those that are not here are DuckDB's, and take no numeric.</summary>
internal static class FunctionParts
{
    private static readonly Dictionary<string, Func<JsonObject, ExpressionRewriter, Part>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["+"] = ArithmeticParts.RewriteSum,
        ["-"] = ArithmeticParts.RewriteDifference,
        ["*"] = ArithmeticParts.RewriteProduct,
        ["/"] = ArithmeticParts.RewriteQuotient,
        ["//"] = ArithmeticParts.RewriteWholeQuotient,
        ["%"] = ArithmeticParts.RewriteRemainder,
        ["mod"] = ArithmeticParts.RewriteRemainder,
        ["^"] = ArithmeticParts.RewritePower,
        ["**"] = ArithmeticParts.RewritePower,
        ["pow"] = ArithmeticParts.RewritePower,
        ["power"] = ArithmeticParts.RewritePower,
        ["@"] = NumberParts.RewriteAbs,
        ["abs"] = NumberParts.RewriteAbs,
        ["sign"] = NumberParts.RewriteSign,
        ["ceil"] = NumberParts.RewriteCeil,
        ["ceiling"] = NumberParts.RewriteCeil,
        ["floor"] = NumberParts.RewriteFloor,
        ["round"] = NumberParts.RewriteRound,
        ["trunc"] = NumberParts.RewriteTrunc,
        ["greatest"] = ChoiceParts.RewriteGreatest,
        ["least"] = ChoiceParts.RewriteLeast,
        ["nullif"] = ChoiceParts.RewriteNullIf,
        ["list_value"] = ListParts.RewriteList,
        ["list_sum"] = ListParts.RewriteSum,
        ["list_min"] = ListParts.RewriteMin,
        ["list_max"] = ListParts.RewriteMax,
        ["json_extract"] = JsonParts.RewriteValue,
        ["json_extract_path"] = JsonParts.RewriteValue,
        ["->>"] = JsonParts.RewriteText,
        ["json_extract_string"] = JsonParts.RewriteText,
        ["json_extract_path_text"] = JsonParts.RewriteText,
        ["||"] = TextParts.Rewrite,
        ["concat"] = TextParts.Rewrite,
        ["concat_ws"] = TextParts.Rewrite,
        ["age"] = ClockParts.RewriteAge,
    };

    public static Part Rewrite(JsonObject node, ExpressionRewriter rewriter)
    {
        var name = (string)node["function_name"]!;
        if (Known.TryGetValue(name, out var rewrite))
            return rewrite(node, rewriter);
        if (node["children"] is JsonArray { Count: 0 } && ClockParts.Find(name, rewriter.Now) is { } time)
            return new Part(time, ValueKind.Other);
        if (TakesLambda(node))
            RefuseNumerics(node, rewriter);
        return rewriter.Keep(node);
    }

    /// <summary>Whether an arrow among a function's arguments is a lambda, and not JSON's.</summary>
    public static bool TakesLambda(JsonObject node) =>
        (string)node["class"]! == "FUNCTION" && ExpressionParser.TakesLambda((string)node["function_name"]!);

    // What a lambda computes stays DuckDB's: it has no place where a fault could go.
    private static void RefuseNumerics(JsonNode? node, ExpressionRewriter rewriter, bool isInLambda = false)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                RefuseNumerics(item, rewriter, isInLambda);
            return;
        }

        if (node is not JsonObject part)
            return;
        isInLambda |= (string?)(part["class"] as JsonValue) == "LAMBDA";
        if (isInLambda && (string?)(part["class"] as JsonValue) == "COLUMN_REF" && ColumnParts.Rewrite(part, rewriter).IsNumeric)
            throw rewriter.Refuse($"a lambda cannot use the numeric {part["column_names"]![0]}: give it a derived column that is CAST(… AS DOUBLE)");
        if (isInLambda && (string?)(part["function_name"] as JsonValue) is { } name && ClockParts.Knows(name))
            throw rewriter.Refuse($"a lambda cannot use {name}(): give it a derived column");
        if (isInLambda && (string?)(part["class"] as JsonValue) == "CAST" && (string?)part["cast_type"]!["id"] == "DECIMAL" && rewriter.Expression.IsPlainNumeric(part))
            throw rewriter.Refuse("a lambda cannot cast to numeric: say how many digits, as in numeric(38, 10), or cast the list to NUMERIC[]");
        foreach (var property in part)
            RefuseNumerics(property.Value, rewriter, isInLambda);
    }
}
