using System.Text;
using System.Text.Json.Nodes;

namespace EtlAspire.Transformer.Steps;

/// <summary>A user's SQL expression, known to be exactly one and to look at nothing but its own row.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Step">The step that it belongs to.</param>
/// <param name="Names">The columns it speaks of, and constants that are named like columns.</param>
/// <param name="Tree">As DuckDB's parser reads it.</param>
internal sealed record Expression(string Text, StepDefinition Step, IReadOnlyList<string> Names, JsonNode Tree)
{
    /// <summary>What stands before the text where it is parsed.</summary>
    public const string Prefix = "SELECT (";

    /// <summary>The expression for use in a SELECT. A comment in it ends with the line.</summary>
    public string Sql => $"({Text}\n)";

    /// <summary>Whether it speaks of a column.</summary>
    public bool Mentions(string column) => Names.Contains(column, StringComparer.OrdinalIgnoreCase);

    /// <summary>The text from where a part of it stands; null for what does not stand there itself.</summary>
    public string? At(JsonNode part)
    {
        var place = (ulong)part["query_location"]!;
        var bytes = Encoding.UTF8.GetBytes(Text);
        return place >= (ulong)Prefix.Length && place - (ulong)Prefix.Length < (ulong)bytes.Length
            ? Encoding.UTF8.GetString(bytes.AsSpan((int)place - Prefix.Length))
            : null;
    }
}
