using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Aspire.Dashboard.Resources;

namespace Aspire.Dashboard.Live;

/// <summary>A console line as HTML: its colours (ANSI's SGR sequences) as classes, all else as text.</summary>
internal static partial class AnsiHtml
{
    public static string Line(ConsoleLine line)
    {
        var html = new StringBuilder("<span class=\"line").Append(line.IsError ? " stderr" : "").Append("\"><span class=\"no\">")
            .Append(line.Number.ToString(CultureInfo.InvariantCulture)).Append("</span> ");
        var classes = new SortedSet<string>(StringComparer.Ordinal);
        var position = 0;
        foreach (var sequence in Sequence().EnumerateMatches(line.Text))
        {
            Append(html, line.Text.AsSpan(position, sequence.Index - position), classes);
            Apply(line.Text.Substring(sequence.Index, sequence.Length), classes);
            position = sequence.Index + sequence.Length;
        }

        Append(html, line.Text.AsSpan(position), classes);
        return html.Append("</span>").ToString();
    }

    private static void Append(StringBuilder html, ReadOnlySpan<char> text, SortedSet<string> classes)
    {
        if (text.IsEmpty)
            return;
        var encoded = HtmlEncoder.Default.Encode(text.ToString());
        if (classes.Count == 0)
            html.Append(encoded);
        else
            html.Append("<span class=\"").AppendJoin(' ', classes).Append("\">").Append(encoded).Append("</span>");
    }

    private static void Apply(string sequence, SortedSet<string> classes)
    {
        if (!sequence.EndsWith('m'))
            return; // moves of the cursor and the like
        foreach (var code in sequence[2..^1].Split(';'))
        {
            var number = int.TryParse(code, CultureInfo.InvariantCulture, out var known) ? known : 0;
            switch (number)
            {
                case 0:
                    classes.Clear();
                    break;
                case 1:
                    classes.Add("bold");
                    break;
                case 22:
                    classes.Remove("bold");
                    break;
                case 39:
                    classes.RemoveWhere(name => name.StartsWith("fg", StringComparison.Ordinal));
                    break;
                case (>= 30 and <= 37) or (>= 90 and <= 97):
                    classes.RemoveWhere(name => name.StartsWith("fg", StringComparison.Ordinal));
                    classes.Add($"fg{number % 10}");
                    break;
            }
        }
    }

    [GeneratedRegex("\u001b\\[[0-9;?]*[ -/]*[@-~]")]
    private static partial Regex Sequence();
}
