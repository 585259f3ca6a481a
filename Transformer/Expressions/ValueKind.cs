namespace EtlAspire.Transformer.Expressions;

/// <summary>What the value of a part of an expression is, as far as numbers are concerned.</summary>
internal enum ValueKind
{
    /// <summary>No number that needs care of ours, or one of which only DuckDB can tell: texts, dates, results of its functions.</summary>
    Other,

    /// <summary>Null, of no type.</summary>
    Null,

    /// <summary>A text that is written in the expression: beside a numeric it is one.</summary>
    Literal,

    /// <summary>A whole number of 64 bits, of one of DuckDB's types.</summary>
    Bigint,

    /// <summary>A number of JSON, as text: each a bigint or a numeric by how it is written, whatever its batch holds besides.</summary>
    Number,

    /// <summary>A numeric, as text.</summary>
    Numeric,

    /// <summary>A double.</summary>
    Double,

    /// <summary>A list of numerics.</summary>
    Numerics,
}
