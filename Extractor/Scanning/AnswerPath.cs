using System.Text;
using System.Text.Json;

namespace EtlAspire.Extractor.Scanning;

/// <summary>Notices, token after token, when a reader comes to a place in the answer: names joined by dots.</summary>
internal sealed class AnswerPath(string path)
{
    private readonly byte[][] _names = [.. path.Split('.').Select(Encoding.UTF8.GetBytes)];
    private int _matched;

    public string Path { get; } = path;

    /// <summary>The value that stood there, once it was passed.</summary>
    public AnswerValue? Value { get; set; }

    public void Pass(ref Utf8JsonReader property)
    {
        var depth = property.CurrentDepth;
        if (depth > _names.Length)
            return;

        _matched = Math.Min(_matched, depth - 1);
        if (_matched == depth - 1 && IsText(ref property) && property.ValueTextEquals(_names[depth - 1]))
            _matched = depth;
    }

    /// <summary>Whether a reader at the first token of a value is at the place.</summary>
    public bool IsAt(ref Utf8JsonReader value) => _matched == _names.Length && value.CurrentDepth == _names.Length;

    // A reader refuses to compare a name that half a surrogate pair makes no text.
    private static bool IsText(ref Utf8JsonReader property) =>
        !property.ValueIsEscaped || RecordFaults.Find(property.ValueSpan) is null;
}

/// <summary>A value of an answer besides its records.</summary>
/// <param name="Kind">Its first token.</param>
/// <param name="Text">How it is written; empty for an object or array.</param>
internal sealed record AnswerValue(JsonTokenType Kind, string Text);
