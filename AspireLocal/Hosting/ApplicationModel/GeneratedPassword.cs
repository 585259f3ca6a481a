using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Aspire's alphabet: nothing that one mistakes for something else, and specials only where a server takes them.</summary>
internal sealed class GeneratedPassword(bool special) : ParameterDefault
{
    private const int Length = 22;
    private const string Lower = "abcdefghjkmnpqrstuvwxyz";
    private const string Upper = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Special = "-_.{}~()*+!";

    public override string GetDefaultValue()
    {
        string[] groups = special ? [Lower, Upper, Digits, Special] : [Lower, Upper, Digits];
        var all = string.Concat(groups);

        // At least one of each, in any order.
        var password = groups.Select(group => RandomNumberGenerator.GetItems<char>(group, 1)[0])
            .Concat(RandomNumberGenerator.GetItems<char>(all, Length - groups.Length)).ToArray();
        RandomNumberGenerator.Shuffle(password.AsSpan());
        return new string(password);
    }
}
