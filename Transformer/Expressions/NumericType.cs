using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EtlAspire.Transformer.Steps;

namespace EtlAspire.Transformer.Expressions;

/// <summary>
/// Whether a cast says <c>numeric</c> alone, which holds every number. DuckDB reads that as <c>numeric(18, 3)</c>, so the text has to
/// be looked at.
/// </summary>
internal static partial class NumericType
{
    /// <summary>Whether a cast to numeric, or to a list of them, gives no precision.</summary>
    public static bool IsPlainNumeric(this Expression expression, JsonObject cast)
    {
        var type = cast["cast_type"]!;
        var info = (string)type["id"]! == "LIST" ? type["type_info"]!["child_type"]!["type_info"]! : type["type_info"]!;
        if ((long)info["width"]! != 18 || (long)info["scale"]! != 3)
            return false;
        if (expression.At(cast) is not { } text)
            return true; // numeric '1.5'
        return text.StartsWith("::", StringComparison.Ordinal) ? !WithPrecision().IsMatch(text) : !EndsWithPrecision(text);
    }

    // CAST(… AS numeric(18, 3)): what stands before the parenthesis that closes the cast is another one.
    private static bool EndsWithPrecision(string text)
    {
        var depth = 0;
        var quote = '\0';
        for (var index = text.IndexOf('(', StringComparison.Ordinal); index >= 0 && index < text.Length; index++)
        {
            var character = text[index];
            if (quote != '\0')
                quote = character == quote ? '\0' : quote;
            else if (character is '\'' or '"')
                quote = character;
            else if (character == '(')
                depth++;
            else if (character == ')' && --depth == 0)
                return Precision().IsMatch(text.AsSpan(0, index));
        }

        return false;
    }

    [GeneratedRegex(@"^::\s*\w+\s*\(")]
    private static partial Regex WithPrecision();

    [GeneratedRegex(@"\)\s*(\[\s*\]\s*)?$")]
    private static partial Regex Precision();
}
