using System.Text.Json.Nodes;

namespace EtlAspire.Transformer.Expressions;

/// <summary>Comparisons, <c>BETWEEN</c> and <c>IN</c>. Numerics are compared by value: 1.0 is 1.</summary>
internal static class ComparisonParts
{
    public static Part Rewrite(JsonObject node, ExpressionRewriter rewriter)
    {
        var (left, right) = (rewriter.Rewrite(node["left"]!), rewriter.Rewrite(node["right"]!));
        return Compare((string)node["type"]!, left, right, rewriter) ?? rewriter.Keep(node);
    }

    public static Part RewriteBetween(JsonObject node, ExpressionRewriter rewriter)
    {
        var (input, lower, upper) = (rewriter.Rewrite(node["input"]!), rewriter.Rewrite(node["lower"]!), rewriter.Rewrite(node["upper"]!));
        if (!HasNumeric(input, lower, upper))
            return rewriter.Keep(node);

        var parts = Alike([input, lower, upper], rewriter);
        var left = Compare("COMPARE_GREATERTHANOREQUALTO", parts[0], parts[1], rewriter)!;
        var right = Compare("COMPARE_LESSTHANOREQUALTO", parts[0], parts[2], rewriter)!;
        return LogicParts.Join("CONJUNCTION_AND", [left, right]);
    }

    /// <summary><c>IN</c> and <c>NOT IN</c>, of a list of values.</summary>
    public static Part RewriteIn(JsonObject node, ExpressionRewriter rewriter)
    {
        var parts = rewriter.RewriteAll(node["children"]);
        if (!HasNumeric(parts))
            return rewriter.Keep(node);

        var alike = Alike(parts, rewriter);
        return new Part(SqlNode.Operator((string)node["type"]!, [.. alike.Select(Key)]), ValueKind.Other)
        {
            Fault = SqlNode.FirstOf(alike.Select(part => part.AllFaults)),
        };
    }

    /// <summary>
    /// Whether a numeric is among values: beside a bigint a text that is written so is one, too, which DuckDB would round to a bigint.
    /// </summary>
    public static bool HasNumeric(params IReadOnlyList<Part> parts) => parts.Any(part => part.IsNumeric)
        || (parts.Any(part => part.Kind == ValueKind.Bigint) && parts.Any(part => part.IsFraction)
            && parts.All(part => part.Kind is ValueKind.Bigint or ValueKind.Literal or ValueKind.Null));

    /// <summary>Values of which one is a numeric, all as numerics, or all as doubles where there is a double.</summary>
    public static IReadOnlyList<Part> Alike(IEnumerable<Part> parts, ExpressionRewriter rewriter)
    {
        var resolved = parts.Select(rewriter.Resolve).ToList();
        if (resolved.Find(part => part.Kind is ValueKind.Other or ValueKind.Numerics) is { } other)
        {
            var numeric = resolved.Find(part => part.IsNumeric)!;
            throw rewriter.Refuse($"{rewriter.Show(numeric)} is a numeric and {rewriter.Show(other)} is none: cast one of them");
        }

        if (resolved.Exists(part => part.Kind == ValueKind.Double))
            return [.. resolved.Select(part => part.ToDouble())];

        var kind = AreAsInJson(resolved) ? ValueKind.Number : ValueKind.Numeric;
        return [.. resolved.Select(part => part.ToNumeric(rewriter) with { Kind = kind })];
    }

    /// <summary>Whether values are numbers as JSON has them: of those, and of bigints beside them, each is a bigint or a numeric by itself.</summary>
    public static bool AreAsInJson(params IReadOnlyList<Part> parts) =>
        parts.Any(part => part.Kind == ValueKind.Number)
        && parts.All(part => part.Kind is ValueKind.Number or ValueKind.Bigint or ValueKind.Null);

    // Null where none of both is a numeric.
    private static Part? Compare(string type, Part left, Part right, ExpressionRewriter rewriter)
    {
        if (!HasNumeric(left, right))
            return null;

        var alike = Alike([left, right], rewriter);
        var faults = SqlNode.FirstOf(alike.Select(part => part.AllFaults));
        var isByKey = alike[0].Kind == ValueKind.Double || type.EndsWith("DISTINCT_FROM", StringComparison.Ordinal);
        var node = isByKey
            ? SqlNode.Compare(type, Key(alike[0]), Key(alike[1]))
            : SqlNode.Compare(type, SqlNode.Call("numeric_compare", alike[0].Node, alike[1].Node), SqlNode.Bigint(0));
        return new Part(node, ValueKind.Other) { Fault = faults };
    }

    // Equal numerics have equal keys.
    private static JsonNode Key(Part part) => part.IsNumeric ? SqlNode.Call("numeric_plain", part.Node) : part.Node;
}
