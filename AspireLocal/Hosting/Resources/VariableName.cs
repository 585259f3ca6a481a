using System.Text.RegularExpressions;

namespace Aspire.Hosting;

internal static partial class VariableName
{
    /// <summary>What a shell accepts as a variable's name.</summary>
    public static string Encode(string name)
    {
        var encoded = Refused().Replace(name, "_");
        return encoded.Length > 0 && char.IsAsciiDigit(encoded[0]) ? $"_{encoded}" : encoded;
    }

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex Refused();
}
