namespace EtlAspire.Contracts.Batches;

/// <summary>The kinds of JSON value seen at one place of a batch's records.</summary>
[Flags]
public enum JsonKinds
{
    /// <summary>Nothing but nulls, or nothing at all.</summary>
    None = 0,

    /// <summary>A string.</summary>
    Text = 1,

    /// <summary>A number without fraction and exponent.</summary>
    Integer = 2,

    /// <summary>Any other number.</summary>
    Fraction = 4,

    /// <summary>True or false.</summary>
    Boolean = 8,

    /// <summary>An object.</summary>
    Object = 16,

    /// <summary>An array.</summary>
    Array = 32,
}
