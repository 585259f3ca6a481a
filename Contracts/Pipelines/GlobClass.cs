using System.Globalization;
using System.Text;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>
/// A class of characters in a glob: <c>[ab]</c>, <c>[a-z]</c>, <c>[!a]</c>. As in a shell, a <c>]</c> that stands first and a <c>-</c>
/// that stands first or last mean themselves, and <c>^</c> is another word for <c>!</c>.
/// </summary>
internal static class GlobClass
{
    private static readonly string[] ByName = ["[:", "[.", "[="]; // as in [[:digit:]]

    /// <summary>The place of the <c>]</c> that ends the class; -1 where its name ends before.</summary>
    public static int FindEnd(string glob, int open)
    {
        var first = FirstMember(glob, open);
        var name = glob.IndexOf('/', open);
        var length = name < 0 ? glob.Length : name;
        return first + 1 >= length ? -1 : glob.IndexOf(']', first + 1, length - first - 1);
    }

    /// <summary>What is wrong with the class, as the end of a sentence, or null.</summary>
    public static string? FindMistake(string glob, int open)
    {
        var end = FindEnd(glob, open);
        if (end < 0)
            return "has a '[' without its ']'; write [[] for the character itself";

        var members = glob[FirstMember(glob, open)..end];
        if (ByName.Any(mark => members.Contains(mark, StringComparison.Ordinal)))
            return "has a class by name, as [[:digit:]] is one: write the characters, as in [0-9]";
        foreach (var (low, high) in RangesOf(members))
        {
            if (low > high)
                return $"has the range '{low}-{high}', which runs backwards";
        }

        return null;
    }

    /// <summary>The class as a regular expression.</summary>
    public static string ToRegex(string glob, int open, int end)
    {
        var first = FirstMember(glob, open);
        var regex = new StringBuilder(first > open + 1 ? "[^" : "[");
        foreach (var (low, high) in RangesOf(glob[first..end]))
            regex.Append(CultureInfo.InvariantCulture, $"\\u{(int)low:X4}-\\u{(int)high:X4}");
        return regex.Append(']').ToString();
    }

    private static int FirstMember(string glob, int open) =>
        open + 1 < glob.Length && glob[open + 1] is '!' or '^' ? open + 2 : open + 1;

    private static IEnumerable<(char Low, char High)> RangesOf(string members)
    {
        for (var index = 0; index < members.Length; index++)
        {
            if (index + 2 < members.Length && members[index + 1] == '-')
            {
                yield return (members[index], members[index + 2]);
                index += 2;
            }
            else
            {
                yield return (members[index], members[index]);
            }
        }
    }
}
