using System.Text.RegularExpressions;

namespace EtlAspire.Storage.Catalog;

/// <summary>
/// Names a statement in a trace as OpenTelemetry's conventions for databases want it, <c>{operation} {target}</c>: what it does
/// and the first table it names, such as <c>UPDATE etl.runs</c>.
/// </summary>
internal static partial class StatementName
{
    private const int SearchedCharacters = 2_000;

    /// <summary>The statement's name; null where it says nothing that could be one, and the database's name is taken.</summary>
    public static string? Of(string sql)
    {
        var match = Pattern.Match(sql.Length > SearchedCharacters ? sql[..SearchedCharacters] : sql);
        if (!match.Success)
            return null;

        var operation = match.Groups["operation"].Value.ToUpperInvariant();
        return match.Groups["target"] is { Success: true, Value: var target }
            ? $"{operation} {target.Replace("\"", "", StringComparison.Ordinal)}"
            : operation;
    }

    [GeneratedRegex(
        """\A\s*(?<operation>[a-z]+)\b((?<=select|delete).*?\bfrom\s+(?<target>[\w."]+)|(?<=insert)\s+into\s+(?<target>[\w."]+)|(?<=update|copy|truncate)\s+(?<target>[\w."]+)|(?<=lock|create|alter|drop)\s+(temporary\s+)?table\s+(if\s+(not\s+)?exists\s+)?(?<target>[\w."]+))?""",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern { get; }
}
