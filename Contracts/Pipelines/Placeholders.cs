using System.Text.RegularExpressions;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>
/// <c>${env:NAME}</c> and <c>${secret:NAME}</c> in a definition's texts. They are resolved when the text is used, and
/// what comes out is never stored, shown or logged.
/// </summary>
public static partial class Placeholders
{
    /// <summary>The kind of a placeholder that names a secret.</summary>
    public const string SecretKind = "secret";

    /// <summary>The placeholders of a text, in order.</summary>
    public static IReadOnlyList<Placeholder> Find(string text) => [.. Pattern().Matches(text).Select(Read)];

    /// <summary>Puts the values in the placeholders' places. A value is taken as it is: it may not hold placeholders.</summary>
    /// <param name="text">The text of the definition.</param>
    /// <param name="lookup">Gives the value for a placeholder, or throws if there is none.</param>
    public static string Resolve(string text, Func<Placeholder, string> lookup) =>
        Pattern().Replace(text, match => lookup(Read(match)));

    /// <summary>What is wrong with the placeholders of a text, or null.</summary>
    internal static string? FindMistake(string text)
    {
        var rest = Pattern().Replace(text, " ");
        var start = rest.IndexOf("${", StringComparison.Ordinal);
        if (start < 0)
            return null;

        var end = rest.IndexOf('}', start);
        var wrong = end < 0 ? rest[start..] : rest[start..(end + 1)];
        return $"'{wrong}' is not a placeholder: write ${{env:NAME}} or ${{secret:NAME}}";
    }

    private static Placeholder Read(Match match) => new(match.Groups["kind"].Value, match.Groups["name"].Value);

    [GeneratedRegex(@"\$\{(?<kind>env|secret):(?<name>[A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
