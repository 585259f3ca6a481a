using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>The names of tables and columns: <c>[a-z_][a-z0-9_]*</c>, at most 63 characters.</summary>
public static class Identifiers
{
    /// <summary>The longest name that PostgreSQL keeps whole.</summary>
    public const int MaximumLength = 63;

    private const int HashLength = 8;

    /// <summary>The plain letters of U+00C0 to U+017F. String.Normalize would know them, but not in the invariant culture.</summary>
    private const string PlainLetters =
        "aaaaaaaceeeeiiiidnooooo_ouuuuytsaaaaaaaceeeeiiiidnooooo_ouuuuyty" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll" +
        "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>
    /// Any name as one for a table or a column: <c>catchPhrase</c> becomes <c>catch_phrase</c>, <c>HTTPStatus</c> becomes
    /// <c>http_status</c>, <c>2nd line</c> becomes <c>_2nd_line</c>. Letters lose their accents, and those that are not
    /// Latin become <c>u</c> and their code. A name that is too long ends in a hash of all of it, so that two that begin
    /// alike stay two. A name that fits the rule already stays as it is.
    /// </summary>
    public static string ToSnakeCase(string name) => Fit(Spell(name));

    /// <summary>
    /// The column of a field of records, or of a name that stands for one in a definition: as <see cref="ToSnakeCase"/>, but for names
    /// that would be lost or are taken: <c>+1</c> becomes <c>plus_1</c>, no name at all <c>empty</c>, and a source's own
    /// <c>_run</c> <c>source_run</c>.
    /// </summary>
    public static string ColumnOf(string field) => ToSnakeCase(Pronounce(field)) switch
    {
        "_run" => "source_run",
        "_record" => "source_record",
        var name => name,
    };

    /// <summary>A field's name with a word for the sign that it begins with, or for nothing: <c>+1</c> is <c>plus_1</c>.</summary>
    public static string Pronounce(string field) => field switch
    {
        "" => "empty",
        ['+', .. var rest] => $"plus_{rest}".TrimEnd('_'),
        ['-', .. var rest] => $"minus_{rest}".TrimEnd('_'),
        _ => field,
    };

    /// <summary>A name that PostgreSQL would cut off ends in a hash of all of it instead, so that two stay two.</summary>
    public static string Fit(string name)
    {
        if (name.Length <= MaximumLength)
            return name;

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return $"{name[..(MaximumLength - HashLength - 1)]}_{hash[..HashLength]}";
    }

    /// <summary>What is wrong with a name in a definition, as the end of a sentence, or null.</summary>
    internal static string? FindMistake(string name)
    {
        if (!name.EnumerateRunes().Any(Rune.IsLetterOrDigit))
            return "must have a letter or a digit";

        return Spell(name).Length > MaximumLength
            ? $"must have at most {MaximumLength} characters as snake_case"
            : null;
    }

    private static string Spell(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        var pendingSeparator = false;
        var runes = name.EnumerateRunes().ToArray();
        for (var i = 0; i < runes.Length; i++)
        {
            if (Rune.GetUnicodeCategory(runes[i]) is UnicodeCategory.NonSpacingMark)
                continue;

            if (runes[i].Value == '_')
            {
                snake.Append('_');
                pendingSeparator = false;
                continue;
            }

            if (!Rune.IsLetterOrDigit(runes[i]))
            {
                pendingSeparator = true;
                continue;
            }

            if ((pendingSeparator || StartsWord(runes, i)) && snake.Length > 0 && snake[^1] != '_')
                snake.Append('_');
            pendingSeparator = false;
            if (snake.Length == 0 && Rune.IsDigit(runes[i]))
                snake.Append('_');
            AppendLetter(snake, runes[i]);
        }

        return snake.Length == 0 ? "_" : snake.ToString();
    }

    private static bool StartsWord(Rune[] runes, int i) =>
        i > 0 && Rune.IsUpper(runes[i])
        && (Rune.IsLower(runes[i - 1]) || Rune.IsDigit(runes[i - 1])
            || (Rune.IsUpper(runes[i - 1]) && i + 1 < runes.Length && Rune.IsLower(runes[i + 1])));

    private static void AppendLetter(StringBuilder snake, Rune letter)
    {
        var latin = letter.Value - 'À';
        if (letter.IsAscii)
            snake.Append(char.ToLowerInvariant((char)letter.Value));
        else if (latin >= 0 && latin < PlainLetters.Length)
            snake.Append(PlainLetters[latin]);
        else
            snake.Append(CultureInfo.InvariantCulture, $"u{letter.Value:x4}");
    }
}
