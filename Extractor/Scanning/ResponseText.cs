using System.Text;

namespace EtlAspire.Extractor.Scanning;

/// <summary>Shows a piece of a response in a message.</summary>
internal static class ResponseText
{
    private const int MaxLength = 80;

    /// <summary>The first 80 characters, on one line.</summary>
    public static string Head(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 4 * MaxLength)]).TrimStart();
        var head = text.Length > MaxLength ? text[..MaxLength] + "…" : text;
        return string.Concat(head.Select(character => char.IsControl(character) ? ' ' : character));
    }
}
