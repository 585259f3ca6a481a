using System.Text.Json.Nodes;

namespace EtlAspire.Transformer.Expressions;

/// <summary>
/// <c>AND</c>, <c>OR</c> and other operators. Conditions are looked at from left to right, and what need not be looked at any more is no
/// fault: <c>q &lt;&gt; 0 AND p / q &gt; 1</c> holds for every record.
/// </summary>
internal static class LogicParts
{
    public static Part RewriteConjunction(JsonObject node, ExpressionRewriter rewriter)
    {
        var parts = rewriter.RewriteAll(node["children"]);
        return parts.All(part => part.Fault is null) ? rewriter.Keep(node) : Join((string)node["type"]!, parts);
    }

    /// <summary>Conditions of which all, or one, have to hold.</summary>
    public static Part Join(string type, IReadOnlyList<Part> parts)
    {
        var decided = SqlNode.Cast(SqlNode.Text(type == "CONJUNCTION_AND" ? "false" : "true"), "BOOLEAN");
        JsonNode? fault = null;
        foreach (var part in parts.Reverse())
        {
            if (fault is not null)
                fault = SqlNode.If(SqlNode.Compare("COMPARE_DISTINCT_FROM", part.Node, decided), fault);
            fault = SqlNode.FirstOf([part.Fault, fault]);
        }

        return new Part(SqlNode.Conjunction(type, [.. parts.Select(part => part.Node)]), ValueKind.Other) { Fault = fault };
    }

    public static Part RewriteOperator(JsonObject node, ExpressionRewriter rewriter) => (string)node["type"]! switch
    {
        "COMPARE_IN" or "COMPARE_NOT_IN" => ComparisonParts.RewriteIn(node, rewriter),
        "OPERATOR_COALESCE" => ChoiceParts.RewriteCoalesce(node, rewriter),
        "OPERATOR_IS_NULL" or "OPERATOR_IS_NOT_NULL" => RewriteNullCheck(node, rewriter),
        "OPERATOR_TRY" => RewriteTry(node, rewriter),
        _ => rewriter.Keep(node),
    };

    private static Part RewriteNullCheck(JsonObject node, ExpressionRewriter rewriter)
    {
        var part = rewriter.Rewrite(node["children"]![0]!);
        return part.Node == node["children"]![0]
            ? new Part(node, ValueKind.Other)
            : new Part(SqlNode.Operator((string)node["type"]!, part.Node), ValueKind.Other) { Fault = part.AllFaults };
    }

    // Who writes TRY wants null where there is no value.
    private static Part RewriteTry(JsonObject node, ExpressionRewriter rewriter)
    {
        var part = rewriter.Rewrite(node["children"]![0]!);
        var value = part.IsNumeric ? part.Node : SqlNode.Operator("OPERATOR_TRY", part.Node);
        return part with
        {
            Node = part.AllFaults is { } faults ? SqlNode.If(SqlNode.IsNull(faults), value) : value,
            Fault = null,
            MayBeFault = false,
            Constant = null,
        };
    }
}
