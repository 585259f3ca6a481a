namespace EtlAspire.Contracts.Pipelines;

/// <summary>A definition asks for a value that the service's environment does not have.</summary>
public sealed class MissingPlaceholderException(Placeholder placeholder)
    : Exception($"There is no value for {placeholder}: set it in the environment of the services")
{
    /// <summary>The placeholder without a value.</summary>
    public Placeholder Placeholder { get; } = placeholder;
}
