using System.Text.Json.Nodes;

namespace EtlAspire.Transformer.Expressions;

/// <summary>What makes JSON, or structs that become JSON, of values: numerics keep their digits in it.</summary>
internal static class JsonParts
{
    public static Part Rewrite(JsonObject node, ExpressionRewriter rewriter) => rewriter.Keep(node, part => part.ToJson());
}
