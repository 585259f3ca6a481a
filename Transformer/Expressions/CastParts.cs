using System.Text.Json.Nodes;

namespace EtlAspire.Transformer.Expressions;

/// <summary>
/// Casts to and from numeric, as PostgreSQL does them: what does not fit is a fault, and null with <c>TRY_CAST</c>. Casts between other
/// types are DuckDB's.
/// </summary>
internal static class CastParts
{
    private static readonly HashSet<string> Integers = ["BIGINT", "INTEGER", "SMALLINT", "TINYINT", "UBIGINT", "UINTEGER", "USMALLINT", "UTINYINT", "HUGEINT", "UHUGEINT"];

    public static Part Rewrite(JsonObject node, ExpressionRewriter rewriter)
    {
        var part = rewriter.Rewrite(node["child"]!);
        var isTried = (bool)node["try_cast"]!;
        var target = node["cast_type"]!;
        var type = (string)target["id"]!;
        if (type == "DECIMAL")
            return ToNumeric(node, target["type_info"]!, rewriter.Resolve(part), rewriter) is { } numeric ? Try(numeric, isTried) : rewriter.Keep(node);
        if (type == "LIST" && (string)target["type_info"]!["child_type"]!["id"]! == "DECIMAL" && rewriter.Expression.IsPlainNumeric(node))
            return ListParts.Cast(node["child"]!, rewriter);
        if (!part.IsNumeric || (part.Constant is not null && type != "VARCHAR" && !Integers.Contains(type)))
            return rewriter.Keep(node) with { Kind = KindOf(type) };

        return type switch
        {
            "VARCHAR" => part.ToText(),
            "DOUBLE" => Try(part.ToDouble(), part, isTried),
            "FLOAT" => Try(part.ToDouble(), part, isTried) is var value ? value with { Node = SqlNode.Cast(value.Node, type) } : value,
            _ when Integers.Contains(type) => ToInteger(part, type, isTried),
            "UNBOUND" when ((string)target["type_info"]!["name"]!).Equals("json", StringComparison.OrdinalIgnoreCase) => part.ToJson(),
            "UNBOUND" when ((string)target["type_info"]!["name"]!).ToUpperInvariant() is "NUMERIC" or "DECIMAL" or "DEC" =>
                throw rewriter.Refuse($"{rewriter.Show(part)} can be cast to numeric(p, s) with p from 1 to 38 and s from 0 to p, or to numeric alone"),
            _ => throw rewriter.Refuse($"{rewriter.Show(part)} is a numeric, which cannot be cast to {type.ToLowerInvariant()}"),
        };
    }

    private static Part? ToNumeric(JsonObject node, JsonNode type, Part part, ExpressionRewriter rewriter)
    {
        var read = part.Kind switch
        {
            ValueKind.Bigint or ValueKind.Null or ValueKind.Number or ValueKind.Numeric => part.ToNumeric(rewriter) with { Kind = ValueKind.Numeric },
            ValueKind.Double => Call("numeric_of_double", part.Node),
            ValueKind.Literal => Call("numeric_cast", part.Node),
            _ => rewriter.FindType(part) switch
            {
                "VARCHAR" => Call("numeric_cast", part.Node),
                "JSON" => Call("numeric_cast", JsonParts.TextOf(part.Node)),
                "BOOLEAN" => Call("numeric_cast", SqlNode.Cast(SqlNode.Cast(part.Node, "INTEGER"), "VARCHAR")),
                _ => null,
            },
        };
        if (read is null || rewriter.Expression.IsPlainNumeric(node))
            return read is null ? null : read with { Constant = null };
        return read with
        {
            Node = SqlNode.Call("numeric_fit", read.Node, SqlNode.Bigint((long)type["width"]!), SqlNode.Bigint((long)type["scale"]!)),
            MayBeFault = true,
            Constant = null,
        };

        Part Call(string function, JsonNode value) =>
            part with { Node = SqlNode.Call(function, value), Kind = ValueKind.Numeric, MayBeFault = true };
    }

    private static Part ToInteger(Part part, string type, bool isTried)
    {
        var whole = type is "HUGEINT" or "UHUGEINT" or "UBIGINT"
            ? SqlNode.Call("numeric_round", part.Node, SqlNode.Bigint(0))
            : SqlNode.Call("numeric_to_bigint", part.Node);
        var value = type == "BIGINT" ? whole : SqlNode.Cast(whole, type, isTried: true);
        var fault = SqlNode.If(Conversions.IsLost(value, part.Node), SqlNode.Text($"{type.ToLowerInvariant()} out of range"));
        return Try(new Part(value, KindOf(type)) { Fault = SqlNode.FirstOf([part.AllFaults, fault]) }, part, isTried);
    }

    // A try hides the fault of the cast, not those of what is cast.
    private static Part Try(Part result, Part from, bool isTried) => isTried ? result with { Fault = from.AllFaults } : result;

    private static Part Try(Part numeric, bool isTried) => isTried && numeric.MayBeFault
        ? numeric with { Node = SqlNode.Case([(SqlNode.IsFault(numeric.Node), SqlNode.Null)], numeric.Node), MayBeFault = false }
        : numeric;

    private static ValueKind KindOf(string type) => type switch
    {
        "BIGINT" or "INTEGER" or "SMALLINT" or "TINYINT" or "UINTEGER" or "USMALLINT" or "UTINYINT" => ValueKind.Bigint,
        "DOUBLE" or "FLOAT" => ValueKind.Double,
        _ => ValueKind.Other,
    };
}
