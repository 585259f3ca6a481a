using System.Diagnostics.CodeAnalysis;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>What a column can be cast to. In a definition the names are written in lower case.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The definition's own words.")]
public enum ColumnType
{
    /// <summary>Characters, of any length.</summary>
    Text,

    /// <summary>A whole number of 64 bits.</summary>
    Bigint,

    /// <summary>An exact decimal number.</summary>
    Numeric,

    /// <summary>A floating point number of 64 bits.</summary>
    Double,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A day and time without a zone.</summary>
    Timestamp,

    /// <summary>A moment: a day and time in UTC.</summary>
    Timestamptz,

    /// <summary>Any JSON value; jsonb in the warehouse.</summary>
    Json,
}
