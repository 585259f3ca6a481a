using System.Text;
using System.Text.RegularExpressions;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>
/// One name of a glob without braces. As in a shell, a wildcard passes over names that begin with a dot.
/// </summary>
public sealed class NamePattern
{
    private readonly Regex _regex;
    private readonly bool _mayBeHidden;

    private NamePattern(string text, Regex regex) => (IsAnyFolder, _mayBeHidden, _regex) = (text == "**", text[0] == '.', regex);

    /// <summary>Whether it stands for folders of any depth.</summary>
    public bool IsAnyFolder { get; }

    /// <summary>A name in which <c>*</c>, <c>?</c> and classes are wildcards.</summary>
    /// <param name="text">The name; its classes have ends.</param>
    public static NamePattern Of(string text)
    {
        var regex = new StringBuilder();
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '[')
            {
                var end = GlobClass.FindEnd(text, index);
                regex.Append(GlobClass.ToRegex(text, index, end));
                index = end;
            }
            else
            {
                regex.Append(OfCharacter(text[index]));
            }
        }

        return new NamePattern(text, Compile(regex.ToString()));
    }

    /// <summary>A name in which only <c>*</c> and <c>?</c> are wildcards.</summary>
    public static NamePattern OfPlain(string text) => new(text, Compile(string.Concat(text.Select(OfCharacter))));

    /// <summary>Whether a file or folder is meant.</summary>
    public bool IsMatch(string name) => (_mayBeHidden || name[0] != '.') && _regex.IsMatch(name);

    private static string OfCharacter(char character) => character switch
    {
        '*' => ".*",
        '?' => ".",
        _ => Regex.Escape(character.ToString()),
    };

    // Without backtracking, so that no name takes longer than its length.
    private static Regex Compile(string pattern) =>
        new($@"\A{pattern}\z", RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant);
}
