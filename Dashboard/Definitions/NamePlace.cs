using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Dashboard.Definitions;

/// <summary>Finds the place of the name in a definition.</summary>
internal static class NamePlace
{
    private const string Key = "name:";

    /// <summary>The error that a definition bears another name than the one it is stored under.</summary>
    public static DefinitionError Mismatch(string yaml, string found, string expected)
    {
        var message = $"name is '{found}', but the definition is to be stored as '{expected}'; the two must be equal";
        var line = 0;
        foreach (var text in yaml.AsSpan().EnumerateLines())
        {
            line++;
            if (text.StartsWith(Key, StringComparison.Ordinal))
                return new DefinitionError(line, text[Key.Length..].IndexOfAnyExcept(' ') + Key.Length + 1, message);
        }

        return new DefinitionError(1, 1, message);
    }
}
