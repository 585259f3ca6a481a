using System.Text.Json.Nodes;

namespace EtlAspire.Transformer.Expressions;

/// <summary>What puts texts together, and takes numerics as they are shown.</summary>
internal static class TextParts
{
    public static Part Rewrite(JsonObject node, ExpressionRewriter rewriter)
    {
        var parts = rewriter.RewriteAll(node["children"]);
        if (!parts.Any(part => part.IsNumeric))
            return rewriter.Keep(node);

        var texts = parts.Select(part => part.ToText()).ToList();
        return new Part(SqlNode.CallAgain(node, [.. texts.Select(text => text.Node)]), ValueKind.Other)
        {
            Fault = SqlNode.FirstOf(texts.Select(text => text.Fault)),
        };
    }
}
