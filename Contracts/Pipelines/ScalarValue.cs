namespace EtlAspire.Contracts.Pipelines;

/// <summary>A single value of a definition.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">How it is written: a number in decimal or exponent form, <c>true</c> or <c>false</c>, or a text
/// as it is.</param>
public sealed record ScalarValue(ScalarKind Kind, string Text);

/// <summary>What a single value is.</summary>
public enum ScalarKind
{
    /// <summary>Characters.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,
}
