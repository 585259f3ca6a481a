using System.Text.Json.Nodes;

namespace EtlAspire.Transformer.Expressions;

/// <summary>Functions of one number: <c>abs</c>, <c>sign</c>, <c>ceil</c>, <c>floor</c>, <c>round</c> and <c>trunc</c>.</summary>
internal static class NumberParts
{
    public static Part RewriteAbs(JsonObject node, ExpressionRewriter rewriter) => Rewrite(node, rewriter, part => part.Kind == ValueKind.Bigint
        ? OfBigint(part, value => SqlNode.Call("abs", value))
        : OfNumeric("abs", part, hasNumberForm: true));

    public static Part RewriteSign(JsonObject node, ExpressionRewriter rewriter) => Rewrite(node, rewriter, part => part.Kind == ValueKind.Bigint
        ? part with { Node = SqlNode.Call("sign", part.Node) }
        : OfNumeric("sign", part));

    public static Part RewriteCeil(JsonObject node, ExpressionRewriter rewriter) =>
        Rewrite(node, rewriter, part => part.Kind == ValueKind.Bigint ? part : OfNumeric("ceil", part));

    public static Part RewriteFloor(JsonObject node, ExpressionRewriter rewriter) =>
        Rewrite(node, rewriter, part => part.Kind == ValueKind.Bigint ? part : OfNumeric("floor", part));

    public static Part RewriteRound(JsonObject node, ExpressionRewriter rewriter) => RewritePlaces(node, rewriter, "round");

    public static Part RewriteTrunc(JsonObject node, ExpressionRewriter rewriter) => RewritePlaces(node, rewriter, "trunc");

    /// <summary>A change of a numeric.</summary>
    /// <param name="operation">The function's name behind <c>numeric_</c>.</param>
    /// <param name="part">The numeric.</param>
    /// <param name="hasNumberForm">Whether there is one for numbers as JSON has them, too.</param>
    public static Part OfNumeric(string operation, Part part, bool hasNumberForm = false) => part with
    {
        Node = SqlNode.Call((hasNumberForm && part.Kind == ValueKind.Number ? "number_" : "numeric_") + operation, part.Node),
        Constant = null,
        MayBeFault = true,
    };

    /// <summary>A change of a bigint that a bigint may not hold.</summary>
    public static Part OfBigint(Part part, Func<JsonNode, JsonNode> change)
    {
        var value = SqlNode.Operator("OPERATOR_TRY", change(SqlNode.Cast(part.Node, "BIGINT")));
        return new Part(value, ValueKind.Bigint)
        {
            Fault = SqlNode.FirstOf([part.Fault, SqlNode.If(Conversions.IsLost(value, part.Node), SqlNode.Text(Conversions.BigintRange))]),
        };
    }

    private static Part Rewrite(JsonObject node, ExpressionRewriter rewriter, Func<Part, Part> rewrite) =>
        node["children"] is JsonArray { Count: 1 } arguments
        && rewriter.Resolve(rewriter.Rewrite(arguments[0]!)) is { Kind: ValueKind.Bigint or ValueKind.Number or ValueKind.Numeric } part
            ? rewrite(part)
            : rewriter.Keep(node);

    private static Part RewritePlaces(JsonObject node, ExpressionRewriter rewriter, string operation)
    {
        var parts = rewriter.RewriteAll(node["children"]).Select(rewriter.Resolve).ToList();
        return parts switch
        {
            [{ Kind: ValueKind.Bigint } whole] => whole,
            [{ IsNumeric: true } number] => Places(number, new Part(SqlNode.Bigint(0), ValueKind.Bigint)),
            // With places a whole number gets them, too: PostgreSQL knows such functions of numeric only.
            [{ Kind: ValueKind.Bigint } whole, { Kind: ValueKind.Bigint or ValueKind.Null } places] => Places(whole.ToNumeric(rewriter), places),
            [{ IsNumeric: true } number, { Kind: ValueKind.Bigint or ValueKind.Null } places] => Places(number with { Kind = ValueKind.Numeric }, places),
            [_, { IsNumeric: true } places] =>
                throw rewriter.Refuse($"{operation} takes a whole number of places, and {rewriter.Show(places)} is a numeric: write CAST(… AS INTEGER) around it"),
            _ => rewriter.Keep(node),
        };

        Part Places(Part number, Part places) => OfNumeric(operation, number) with
        {
            Node = SqlNode.Call($"numeric_{operation}", number.Node, SqlNode.Cast(places.Node, "BIGINT")),
            Fault = SqlNode.FirstOf([number.Fault, places.Fault]),
        };
    }
}
