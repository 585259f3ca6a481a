using System.Text;
using System.Text.Json.Nodes;
using EtlAspire.Transformer.Numerics;
using EtlAspire.Transformer.TextValues;

namespace EtlAspire.Transformer.Expressions;

/// <summary>A part of an expression, as it is computed.</summary>
/// <param name="Node">How, as DuckDB's parser would have read it.</param>
/// <param name="Kind">What its value is.</param>
internal sealed record Part(JsonNode Node, ValueKind Kind)
{
    /// <summary>Why there is no value, as a text that is null where there is one; null if nothing can go wrong.</summary>
    public JsonNode? Fault { get; init; }

    /// <summary>
    /// Whether a numeric may be a <see cref="Numerics.NumericFault"/>: numerics carry their faults along until something else is made of
    /// them.
    /// </summary>
    public bool MayBeFault { get; init; }

    /// <summary>What it was made of.</summary>
    public JsonNode Source { get; init; } = Node;

    /// <summary>What a constant is to DuckDB, whose own functions take numbers that are written in the expression.</summary>
    public JsonNode? Constant { get; init; }

    /// <summary>Whether it is a numeric, or may be one.</summary>
    public bool IsNumeric => Kind is ValueKind.Number or ValueKind.Numeric;

    /// <summary>Whether it is a text in the expression that is a number, and no bigint.</summary>
    public bool IsFraction => Kind == ValueKind.Literal
        && Encoding.UTF8.GetBytes(((string)Node["value"]!["value"]!).Trim()) is var text
        && NumberText.TryParse(text, out _) && !Bigint.TryParse(text, out _);

    /// <summary>The faults of the part, for what makes something else of it than a numeric.</summary>
    public JsonNode? AllFaults => MayBeFault ? SqlNode.FirstOf([Fault, SqlNode.FaultOf(Node)]) : Fault;
}
