using System.Globalization;
using System.Text.Unicode;

namespace EtlAspire.Extractor.Scanning;

/// <summary>What makes a record's text unfit for PostgreSQL although a JSON reader lets it pass.</summary>
internal static class RecordFaults
{
    public const string NotUtf8 = "The record is not valid UTF-8.";
    public const string Nul = @"A text holds \u0000, which PostgreSQL cannot store.";
    public const string LoneSurrogate = @"A text holds one half of a surrogate pair (such as \ud83d alone), which is no character.";

    private const int EscapeLength = 6;

    /// <summary>The first fault of a record, or null.</summary>
    /// <param name="record">A record that a JSON reader has read to its end.</param>
    public static string? Find(ReadOnlySpan<byte> record) => Utf8.IsValid(record) ? FindInText(record) : NotUtf8;

    /// <summary>
    /// The first fault among the <c>\u</c> escapes. Backslashes stand nowhere but in texts, so no other tokens matter.
    /// </summary>
    public static string? FindInText(ReadOnlySpan<byte> text)
    {
        while (text.IndexOf((byte)'\\') is >= 0 and var backslash)
        {
            text = text[backslash..];
            if (text[1] != 'u')
            {
                text = text[2..];
                continue;
            }

            var unit = ReadUnit(text);
            text = text[EscapeLength..];
            if (unit == '\0')
                return Nul;
            if (char.IsLowSurrogate(unit))
                return LoneSurrogate;
            if (!char.IsHighSurrogate(unit))
                continue;
            if (!text.StartsWith(@"\u"u8) || !char.IsLowSurrogate(ReadUnit(text)))
                return LoneSurrogate;
            text = text[EscapeLength..];
        }

        return null;
    }

    private static char ReadUnit(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(escape[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
