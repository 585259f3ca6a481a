namespace EtlAspire.Contracts.Batches;

/// <summary>What PostgreSQL's numeric holds, and so jsonb (PostgreSQL's documentation, 8.1.2).</summary>
public static class NumericLimits
{
    /// <summary>The most digits before the point.</summary>
    public const int IntegerDigits = 131_072;

    /// <summary>The most digits after the point.</summary>
    public const int Decimals = 16_383;
}
