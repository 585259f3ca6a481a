using System.Text.RegularExpressions;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>What is wrong with a text that is not empty, as the end of a sentence that begins with its name; or null.</summary>
internal delegate string? TextRule(string text);

/// <summary>The rules for the texts of a definition.</summary>
internal static partial class TextRules
{
    public static string? PipelineName(string text) => PipelineNamePattern().IsMatch(text)
        ? null
        : "must begin with a letter from a to z and hold only a-z, 0-9 and '-', at most 63 characters";

    public static string? Identifier(string text) => Identifiers.FindMistake(text);

    public static string? Column(string text) => Identifiers.FindMistake(text) ??
        (Identifiers.ToSnakeCase(text) is "_run" or "_record"
            ? "may not be '_run' or '_record', which every table gets; a field of the source by such a name is 'source_run' or 'source_record'"
            : null);

    public static string? Schema(string text) => Identifiers.FindMistake(text) ??
        Identifiers.ToSnakeCase(text) switch
        {
            "etl" or "etl_staging" => "may not be 'etl' or 'etl_staging': EtlAspire keeps its own tables there",
            "information_schema" => "may not be one of PostgreSQL's own schemas",
            var schema when schema.StartsWith("pg_", StringComparison.Ordinal) => "may not be one of PostgreSQL's own schemas",
            _ => null,
        };

    public static string? Template(string text) =>
        Placeholders.FindMistake(text) is { } mistake ? $"is wrong: {mistake}" : null;

    public static string? BaseUrl(string text)
    {
        if (Template(text) is { } mistake)
            return mistake;
        if (Placeholders.Find(text).Count > 0)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", Host.Length: > 0 }
            ? null
            : "must be a URL that begins with http:// or https://";
    }

    public static string? Path(string text)
    {
        if (Template(text) is { } mistake)
            return mistake;
        if (text.Contains("://", StringComparison.Ordinal))
            return "must be a path below the base URL; write the other address as 'base_url' of the resource";
        if (text.AsSpan().IndexOfAny('?', '#') >= 0)
            return "must be a path without '?' and '#'; write a query as 'params'";
        return text.Any(char.IsWhiteSpace) ? "must be a path without white space" : null;
    }

    /// <summary>Which files: a path below the files' folder, with wildcards.</summary>
    public static string? FileGlob(string text)
    {
        if (text.Contains("${", StringComparison.Ordinal))
            return "may not hold placeholders";
        if (text.Contains('\\', StringComparison.Ordinal))
            return "must have forward slashes";
        if (text[0] == '/')
            return "must be relative to the files' folder, without '/' at the start";

        var names = text.Split('/');
        if (names.Any(name => name is "" or "." or ".."))
            return "may not hold '..', '.' or an empty name";
        if (names.Any(name => name != "**" && name.Contains("**", StringComparison.Ordinal)))
            return "has '**' as a part of a name: it stands alone, for folders of any depth";
        return names[^1] == "**" ? "ends with folders: write '**/*' for all files in them" : null;
    }

    /// <summary>
    /// Names joined by dots, as in <c>data.items</c>; <c>$</c> at the start stands for the answer and may be left out.
    /// </summary>
    public static string? Selector(string text) => SelectorPattern().IsMatch(text)
        ? null
        : "must be names joined by dots, as in data.items";

    public static string? Underscores(string text) => text.All(character => character == '_')
        ? null
        : "must be underscores: the name of a column has no other separator";

    public static string? Expression(string text) => string.IsNullOrWhiteSpace(text) ? "needs an SQL expression" : null;

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PipelineNamePattern();

    [GeneratedRegex(@"^(\$\.)?[^.\s$\[\]]+(\.[^.\s$\[\]]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex SelectorPattern();
}
