using System.Buffers;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EtlAspire.Storage.Catalog;

/// <summary>
/// Makes a text one that PostgreSQL can store. What a text is about may come from outside: a message that quotes a broken line must
/// not be what cannot be written down.
/// </summary>
public static class StorableText
{
    private static readonly SearchValues<char> Suspects =
        SearchValues.Create(['\0', .. Enumerable.Range(0xD800, 0x800).Select(unit => (char)unit)]);

    /// <summary>The text with U+FFFD for each NUL and each half of a surrogate pair alone.</summary>
    public static string Of(string text) => text.AsSpan().IndexOfAny(Suspects) < 0
        ? text
        : string.Concat(text.EnumerateRunes().Select(rune => rune.Value == 0 ? "\uFFFD" : rune.ToString()));
}

/// <summary>Lets every text of the catalog pass <see cref="StorableText"/>, also one that is only compared.</summary>
internal sealed class StorableTextConverter() : ValueConverter<string, string>(text => StorableText.Of(text), text => text);
