using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;

namespace EtlAspire.Extractor.Sources;

/// <summary>Puts the environment's values into a definition's placeholders, at the moment they are used.</summary>
/// <param name="variable">Gives an environment variable's value, or null.</param>
internal sealed class Settings(Func<string, string?> variable)
{
    private const string SecretPrefix = "ETL_SECRET_";

    /// <summary>The text with the values in it, each as it is or as <paramref name="write"/> writes it.</summary>
    /// <exception cref="RunFailedException">There is no value for one of the placeholders (<c>missing_setting</c>).</exception>
    public string Resolve(string text, Func<string, string>? write = null) => Placeholders.Resolve(text, placeholder =>
    {
        var name = placeholder.Kind == Placeholders.SecretKind ? SecretPrefix + placeholder.Name : placeholder.Name;
        var value = variable(name) ?? throw new RunFailedException(Stage.Extract, ErrorKinds.MissingSetting,
            $"The definition uses {placeholder}, but the Extractor has no environment variable {name}.",
            $"Set {name} for the Extractor and retry the run.");
        return write is null ? value : write(value);
    });

    /// <summary>The value of a variable that a source cannot do without.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="purpose">What for, as the middle of a sentence that begins with the name.</param>
    /// <exception cref="RunFailedException">It is not set (<c>missing_setting</c>).</exception>
    public string Require(string name, string purpose) => variable(name) is { Length: > 0 } value
        ? value
        : throw new RunFailedException(Stage.Extract, ErrorKinds.MissingSetting,
            $"{name}, which names {purpose}, is not set.", $"Set {name} and retry the run.");
}
