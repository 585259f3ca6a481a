using System.Text;
using System.Text.Json.Nodes;
using EtlAspire.Transformer.TextValues;

namespace EtlAspire.Transformer.Expressions;

/// <summary>How a number becomes one of another kind without being asked to, as in PostgreSQL.</summary>
internal static class Conversions
{
    public const string BigintRange = "bigint out of range";
    public const string DoubleRange = "a number beyond the limits of double";

    /// <summary>A number as a numeric.</summary>
    /// <param name="part">A number, null, or a text that is written in the expression.</param>
    /// <param name="rewriter">Refuses a text that is no number.</param>
    public static Part ToNumeric(this Part part, ExpressionRewriter rewriter) => part.Kind switch
    {
        ValueKind.Number or ValueKind.Numeric => part,
        ValueKind.Bigint or ValueKind.Null => part with { Node = SqlNode.Cast(part.Node, "VARCHAR"), Kind = ValueKind.Numeric },
        ValueKind.Literal => part with { Node = SqlNode.Text(NumberIn(part, rewriter)), Kind = ValueKind.Numeric },
        _ => throw new ArgumentException($"{part.Kind} is no numeric.", nameof(part)),
    };

    /// <summary>A number as a double; a numeric that none is near to is a fault.</summary>
    public static Part ToDouble(this Part part)
    {
        if (!part.IsNumeric)
            return part with { Kind = ValueKind.Double };
        if (part.Constant is { } constant)
            return new Part(SqlNode.Cast(constant, "DOUBLE"), ValueKind.Double);
        var value = SqlNode.Call("numeric_to_double", part.Node);
        return new Part(value, ValueKind.Double)
        {
            Fault = SqlNode.FirstOf([part.AllFaults, SqlNode.If(IsLost(value, part.Node), SqlNode.Text(DoubleRange))]),
        };
    }

    /// <summary>A numeric as the text that PostgreSQL shows; what is none stays as it is.</summary>
    public static Part ToText(this Part part) => part.IsNumeric
        ? new Part(SqlNode.Call("numeric_text", part.Node), ValueKind.Other) { Fault = part.AllFaults }
        : part;

    /// <summary>A numeric as JSON, with every digit.</summary>
    public static Part ToJson(this Part part)
    {
        var text = part.ToText();
        return text with { Node = SqlNode.CastToJson(text.Node) };
    }

    /// <summary>Whether a value has become null on its way.</summary>
    public static JsonNode IsLost(JsonNode value, params ReadOnlySpan<JsonNode> from)
    {
        List<JsonNode> conditions = [SqlNode.IsNull(value)];
        foreach (var one in from)
            conditions.Add(SqlNode.IsNotNull(one));
        return SqlNode.And([.. conditions]);
    }

    private static string NumberIn(Part literal, ExpressionRewriter rewriter)
    {
        var text = ((string)literal.Node["value"]!["value"]!).Trim();
        return NumberText.TryParse(Encoding.UTF8.GetBytes(text), out var number) && number.FitsNumeric
            ? text
            : throw rewriter.Refuse($"beside a numeric {rewriter.Show(literal)} is to be a number, and is none");
    }
}
