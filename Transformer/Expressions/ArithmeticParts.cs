using System.Text.Json.Nodes;

namespace EtlAspire.Transformer.Expressions;

/// <summary>
/// <c>+ - * / // % ^</c>. Bigints stay bigints but for <c>/</c> and powers, which are numeric; a double makes the other one a double;
/// what is no number (dates, intervals, lists) is left to DuckDB.
/// </summary>
internal static class ArithmeticParts
{
    private const string DivisionByZero = "division by zero";

    public static Part RewriteSum(JsonObject node, ExpressionRewriter rewriter) => Rewrite(node, rewriter, "add");

    public static Part RewriteDifference(JsonObject node, ExpressionRewriter rewriter) =>
        node["children"] is JsonArray { Count: 1 } ? RewriteNegation(node, rewriter) : Rewrite(node, rewriter, "subtract");

    public static Part RewriteProduct(JsonObject node, ExpressionRewriter rewriter) => Rewrite(node, rewriter, "multiply");

    public static Part RewriteQuotient(JsonObject node, ExpressionRewriter rewriter) => Rewrite(node, rewriter, "divide", isDivision: true);

    public static Part RewriteWholeQuotient(JsonObject node, ExpressionRewriter rewriter) =>
        Rewrite(node, rewriter, "divide_whole", isDivision: true);

    public static Part RewriteRemainder(JsonObject node, ExpressionRewriter rewriter) => Rewrite(node, rewriter, "remainder", isDivision: true);

    public static Part RewritePower(JsonObject node, ExpressionRewriter rewriter) => Rewrite(node, rewriter, "power");

    private static Part Rewrite(JsonObject node, ExpressionRewriter rewriter, string operation, bool isDivision = false)
    {
        var parts = rewriter.RewriteAll(node["children"]);
        if (parts.Length == 1 && parts[0].IsNumeric)
            return parts[0]; // +p
        if (parts.Length != 2)
            return rewriter.Keep(node);

        var (left, right) = (rewriter.Resolve(parts[0]), rewriter.Resolve(parts[1]));
        if (left.Kind == ValueKind.Double || right.Kind == ValueKind.Double)
            return IsNumber(left) && IsNumber(right) ? OfDoubles(node, left.ToDouble(), right.ToDouble(), isDivision) : rewriter.Keep(node);
        if (left.Kind is ValueKind.Null or ValueKind.Literal && right.Kind is ValueKind.Null or ValueKind.Literal)
            return rewriter.Keep(node);
        if (!IsNumber(left) || !IsNumber(right))
            return rewriter.Keep(node);
        if (!ComparisonParts.HasNumeric(left, right) && operation is not ("divide" or "power") && (left.Kind == ValueKind.Literal || right.Kind == ValueKind.Literal))
            return rewriter.Keep(node);
        return ComparisonParts.HasNumeric(left, right) || operation is "divide" or "power"
            ? OfNumerics(operation, left, right, rewriter)
            : OfBigints(node, left, right, isDivision);
    }

    private static bool IsNumber(Part part) => part.Kind is not (ValueKind.Other or ValueKind.Numerics);

    private static Part OfNumerics(string operation, Part left, Part right, ExpressionRewriter rewriter)
    {
        var areAsInJson = ComparisonParts.AreAsInJson(left, right);
        var (one, other) = (left.ToNumeric(rewriter), right.ToNumeric(rewriter));
        return new Part(
            SqlNode.Call((areAsInJson && operation is "add" or "subtract" or "multiply" ? "number_" : "numeric_") + operation, one.Node, other.Node),
            areAsInJson && operation is not ("divide" or "power") ? ValueKind.Number : ValueKind.Numeric)
        {
            Fault = SqlNode.FirstOf([one.Fault, other.Fault]),
            MayBeFault = true,
        };
    }

    private static Part OfBigints(JsonObject node, Part left, Part right, bool isDivision)
    {
        // An INTEGER that is written in the expression would keep the result one.
        var value = SqlNode.Operator("OPERATOR_TRY", SqlNode.CallAgain(node, SqlNode.Cast(left.Node, "BIGINT"), SqlNode.Cast(right.Node, "BIGINT")));
        var isLost = Conversions.IsLost(value, left.Node, right.Node);
        return new Part(value, ValueKind.Bigint) { Fault = FaultsOf(left, right, isDivision, isLost, Conversions.BigintRange) };
    }

    private static Part OfDoubles(JsonObject node, Part left, Part right, bool isDivision)
    {
        var value = SqlNode.CallAgain(node, left.Node, right.Node);
        var isLost = SqlNode.Operator("OPERATOR_NOT", SqlNode.Call("isfinite", value));
        return new Part(value, ValueKind.Double) { Fault = FaultsOf(left, right, isDivision, isLost, Conversions.DoubleRange) };
    }

    private static JsonNode? FaultsOf(Part left, Part right, bool isDivision, JsonNode isLost, string reason)
    {
        var lost = (isLost, SqlNode.Text(reason));
        var isByZero = SqlNode.And(SqlNode.IsEqual(right.Node, SqlNode.Bigint(0)), SqlNode.IsNotNull(left.Node)); // null by zero is null
        var faults = SqlNode.Case(isDivision ? [(isByZero, SqlNode.Text(DivisionByZero)), lost] : [lost]);
        return SqlNode.FirstOf([left.Fault, right.Fault, faults]);
    }

    private static Part RewriteNegation(JsonObject node, ExpressionRewriter rewriter)
    {
        var part = rewriter.Resolve(rewriter.Rewrite(node["children"]![0]!));
        return part.Kind switch
        {
            ValueKind.Bigint => NumberParts.OfBigint(part, value => SqlNode.CallAgain(node, value)),
            ValueKind.Number or ValueKind.Numeric => NumberParts.OfNumeric("negate", part, hasNumberForm: true),
            ValueKind.Double => part with { Node = SqlNode.CallAgain(node, part.Node) },
            _ => rewriter.Keep(node),
        };
    }
}
