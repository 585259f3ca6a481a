using System.Globalization;
using System.Text.RegularExpressions;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>What a column is cast to: a type, and for <c>numeric(10, 2)</c> how many digits a number may have.</summary>
/// <param name="Type">The type.</param>
/// <param name="Digits">The most digits of a numeric, all together; null for as many as there are.</param>
/// <param name="Decimals">How many of them stand behind the point.</param>
public sealed partial record CastType(ColumnType Type, int? Digits = null, int Decimals = 0)
{
    private const int MostDigits = 1_000; // PostgreSQL's limit, 8.1.2 of its documentation

    private static readonly Words<ColumnType> Types = new("type", new OrderedDictionary<string, ColumnType>(
        Enum.GetValues<ColumnType>().Select(type => KeyValuePair.Create(type.ToString().ToLowerInvariant(), type))));

    /// <summary>As one writes it.</summary>
    public override string ToString() => Digits is null
        ? Type.ToString().ToLowerInvariant()
        : string.Create(CultureInfo.InvariantCulture, $"numeric({Digits}, {Decimals})");

    internal static CastType? Read(YamlItem item, ErrorList errors)
    {
        if (item is not ScalarItem { Text: var text } || !text.StartsWith("numeric(", StringComparison.Ordinal))
            return Types.TryRead(item, errors, out var type) ? new CastType(type) : null;

        if (WithDigits().Match(text) is { Success: true } match
            && int.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var digits) && digits is >= 1 and <= MostDigits
            && int.TryParse(match.Groups[2].Success ? match.Groups[2].Value : "0", CultureInfo.InvariantCulture, out var decimals) && decimals <= digits)
            return new CastType(ColumnType.Numeric, digits, decimals);

        errors.Add(item, $"'{text}' is no type: write \"numeric(10, 2)\", in quotes, for up to 10 digits, 2 of them behind the point");
        return null;
    }

    [GeneratedRegex(@"^numeric\(\s*([0-9]+)\s*(?:,\s*([0-9]+)\s*)?\)$")]
    private static partial Regex WithDigits();
}
