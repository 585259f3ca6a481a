namespace EtlAspire.Contracts.Pipelines;

/// <summary>One <c>${kind:name}</c> of a text.</summary>
/// <param name="Kind"><c>env</c> or <see cref="Placeholders.SecretKind"/>.</param>
/// <param name="Name">The name of the environment variable or of the secret.</param>
public sealed record Placeholder(string Kind, string Name)
{
    /// <summary>As it is written in a definition.</summary>
    public override string ToString() => $"${{{Kind}:{Name}}}";
}
