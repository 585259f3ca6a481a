using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EtlAspire.Transformer.Expressions;

/// <summary>
/// Constants. A number with a point or an exponent, or too large for a bigint, is a numeric, with the digits that are written: DuckDB
/// reads some as doubles.
/// </summary>
internal static partial class LiteralParts
{
    public static Part Rewrite(JsonObject node, ExpressionRewriter rewriter)
    {
        var value = node["value"]!;
        if ((bool)value["is_null"]!)
            return new Part(node, ValueKind.Null);
        return (string)value["type"]!["id"]! switch
        {
            "VARCHAR" => new Part(node, ValueKind.Literal),
            "INTEGER" or "BIGINT" => new Part(node, ValueKind.Bigint),
            "DECIMAL" or "DOUBLE" or "HUGEINT" or "UHUGEINT" => new Part(SqlNode.Text(DigitsOf(node, rewriter)), ValueKind.Numeric) { Constant = node },
            _ => new Part(node, ValueKind.Other),
        };
    }

    // An interval's number stands where the interval begins.
    private static string DigitsOf(JsonObject node, ExpressionRewriter rewriter)
    {
        var shown = rewriter.Show(new Part(node, ValueKind.Other));
        if (rewriter.Expression.At(node) is not { } written || Digits().Match(written) is not { Success: true } match)
            return shown;
        var digits = match.Groups[1].Value.Replace("_", "", StringComparison.Ordinal);
        return shown[0] == '-' ? "-" + digits : digits;
    }

    [GeneratedRegex(@"^[-\s(]*((?=\.?[0-9])[0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9_]+)?)")]
    private static partial Regex Digits();
}
