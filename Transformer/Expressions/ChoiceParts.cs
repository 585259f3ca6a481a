using System.Text.Json.Nodes;

namespace EtlAspire.Transformer.Expressions;

/// <summary>
/// What gives one of several values: <c>CASE</c>, <c>coalesce</c>, <c>nullif</c>, <c>greatest</c> and <c>least</c>. Only what is
/// looked at can be a fault.
/// </summary>
internal static class ChoiceParts
{
    public static Part RewriteCase(JsonObject node, ExpressionRewriter rewriter)
    {
        var checks = ((JsonArray)node["case_checks"]!)
            .Select(check => (When: rewriter.Rewrite(check!["when_expr"]!), Then: rewriter.Rewrite(check["then_expr"]!)))
            .ToList();
        var values = Join([.. checks.Select(check => check.Then), rewriter.Rewrite(node["else_expr"]!)], rewriter);
        var whens = checks.Select(check => check.When).ToList();
        if (whens.Find(when => when.IsNumeric) is { } numeric)
            throw rewriter.Refuse($"{rewriter.Show(numeric)} is a numeric and no condition: compare it, with <> 0 for instance");

        var cases = new List<(JsonNode, JsonNode)>();
        foreach (var (when, then) in whens.Zip(values))
        {
            if (when.Fault is not null)
                cases.Add((SqlNode.IsNotNull(when.Fault), when.Fault));
            cases.Add((when.Node, then.Fault ?? SqlNode.Null));
        }

        var canFail = whens.Exists(when => when.Fault is not null) || values.Any(value => value.Fault is not null);
        return Choose(values, SqlNode.Case(whens.Zip(values, (when, then) => (when.Node, then.Node)), values[^1].Node)) with
        {
            Fault = canFail ? SqlNode.Case(cases, values[^1].Fault) : null,
        };
    }

    public static Part RewriteCoalesce(JsonObject node, ExpressionRewriter rewriter)
    {
        var values = Join(rewriter.RewriteAll(node["children"]), rewriter);
        JsonNode? fault = null;
        foreach (var value in values.Reverse())
        {
            if (fault is not null)
                fault = SqlNode.If(SqlNode.IsNull(value.Node), fault);
            fault = SqlNode.FirstOf([value.Fault, fault]);
        }

        return Choose(values, SqlNode.Operator("OPERATOR_COALESCE", [.. values.Select(value => value.Node)])) with { Fault = fault };
    }

    public static Part RewriteNullIf(JsonObject node, ExpressionRewriter rewriter)
    {
        var parts = rewriter.RewriteAll(node["children"]);
        if (parts.Length != 2 || !ComparisonParts.HasNumeric(parts))
            return rewriter.Keep(node);

        var alike = ComparisonParts.Alike(parts, rewriter);
        var isEqual = alike[0].IsNumeric
            ? SqlNode.IsEqual(SqlNode.Call("numeric_compare", alike[0].Node, alike[1].Node), SqlNode.Bigint(0))
            : SqlNode.IsEqual(alike[0].Node, alike[1].Node);
        var first = alike[0] with { Constant = null };
        return first with
        {
            Node = SqlNode.Case([(isEqual, SqlNode.Null)], first.Node),
            Fault = SqlNode.FirstOf([first.Fault, alike[1].AllFaults]),
        };
    }

    public static Part RewriteGreatest(JsonObject node, ExpressionRewriter rewriter) => RewriteExtreme(node, rewriter, "numeric_greatest");

    public static Part RewriteLeast(JsonObject node, ExpressionRewriter rewriter) => RewriteExtreme(node, rewriter, "numeric_least");

    /// <summary>Values that have to be of one type: numerics where one is, or doubles.</summary>
    public static IReadOnlyList<Part> Join(IReadOnlyList<Part> values, ExpressionRewriter rewriter)
    {
        if (values.FirstOrDefault(value => value.Kind == ValueKind.Numerics) is { } list
            && values.FirstOrDefault(value => value.Kind is not (ValueKind.Numerics or ValueKind.Null)) is { } other)
            throw rewriter.Refuse($"{rewriter.Show(list)} is a list of numerics and {rewriter.Show(other)} is none: cast it to NUMERIC[]");
        if (!ComparisonParts.HasNumeric(values))
            return values;
        if (values.Any(value => rewriter.Resolve(value).Kind == ValueKind.Other)
            && values.All(value => value.Kind is ValueKind.Other or ValueKind.Null or ValueKind.Literal || value.Constant is not null))
            return [.. values.Select(value => value with { Node = value.Constant ?? value.Node })]; // for DuckDB to say what they have in common
        return ComparisonParts.Alike(values, rewriter);
    }

    /// <summary>What comes of joined values.</summary>
    public static Part Choose(IReadOnlyList<Part> values, JsonNode node)
    {
        var kinds = values.Select(value => value.Kind).Where(kind => kind != ValueKind.Null).Distinct().ToList();
        var kind = kinds.TrueForAll(kind => kind is ValueKind.Number or ValueKind.Numeric)
            ? kinds is [ValueKind.Number] ? ValueKind.Number : ValueKind.Numeric
            : kinds is [ValueKind.Bigint or ValueKind.Double or ValueKind.Numerics] ? kinds[0] : ValueKind.Other;
        return new Part(node, kinds.Count == 0 ? ValueKind.Other : kind) { MayBeFault = values.Any(value => value.MayBeFault) };
    }

    private static Part RewriteExtreme(JsonObject node, ExpressionRewriter rewriter, string function)
    {
        var parts = rewriter.RewriteAll(node["children"]);
        if (!ComparisonParts.HasNumeric(parts))
            return rewriter.Keep(node);

        var alike = ComparisonParts.Alike(parts, rewriter);
        var value = alike[0].IsNumeric
            ? alike.Select(part => part.Node).Aggregate((one, other) => SqlNode.Call(function, one, other))
            : SqlNode.CallAgain(node, [.. alike.Select(part => part.Node)]);
        return Choose(alike, value) with { Fault = SqlNode.FirstOf(alike.Select(part => part.Fault)) };
    }
}
