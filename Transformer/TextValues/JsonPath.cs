using System.Globalization;
using System.Text.Json;

namespace EtlAspire.Transformer.TextValues;

/// <summary>
/// A place in JSON as DuckDB's functions name it: a field's name, or a path such as <c>$.a."b c"[0][#-1]</c> (DuckDB's documentation,
/// "JSON Processing Functions"). Places that are many (<c>*</c>) and JSON pointers are not among them.
/// </summary>
internal sealed class JsonPath
{
    private readonly List<Step> _steps = [];

    private JsonPath()
    {
    }

    /// <summary>Reads a path; null if it is none of these.</summary>
    public static JsonPath? Parse(ReadOnlySpan<byte> text)
    {
        var path = new JsonPath();
        if (text is not [(byte)'$', .. var rest])
            return text is [(byte)'/', ..] ? null : path.Add(text);

        while (!rest.IsEmpty)
        {
            if (!path.TryTake(ref rest))
                return null;
        }

        return path;
    }

    /// <summary>The value at the place, as it is written; empty if there is none. Of names that come twice the last one counts.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> json)
    {
        foreach (var step in _steps)
        {
            if (json.IsEmpty)
                return json;
            json = step.Name is null ? FindItem(json, step) : FindField(json, step.Name);
        }

        return json;
    }

    private JsonPath Add(ReadOnlySpan<byte> name)
    {
        _steps.Add(new Step(name.ToArray(), 0, false));
        return this;
    }

    private bool TryTake(ref ReadOnlySpan<byte> rest)
    {
        if (rest is [(byte)'.', .. var name])
        {
            if (name is [(byte)'"', .. var quoted])
            {
                var end = quoted.IndexOf((byte)'"');
                if (end < 0)
                    return false;
                Add(quoted[..end]);
                rest = quoted[(end + 1)..];
                return true;
            }

            var length = name.IndexOfAny((byte)'.', (byte)'[');
            var plain = length < 0 ? name : name[..length];
            if (plain.IsEmpty || plain.Contains((byte)'*'))
                return false;
            Add(plain);
            rest = name[plain.Length..];
            return true;
        }

        if (rest is not [(byte)'[', .. var index] || index.IndexOf((byte)']') is not (> 0 and var close))
            return false;
        var isFromEnd = index is [(byte)'#', (byte)'-', ..];
        if (!int.TryParse(isFromEnd ? index[2..close] : index[..close], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        _steps.Add(new Step(null, number, isFromEnd));
        rest = index[(close + 1)..];
        return true;
    }

    private static ReadOnlySpan<byte> FindField(ReadOnlySpan<byte> json, byte[] name)
    {
        var reader = Open(json);
        ReadOnlySpan<byte> found = [];
        if (reader.TokenType != JsonTokenType.StartObject)
            return found;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            var value = Take(ref reader);
            if (isIt)
                found = json[value];
        }

        return found;
    }

    private static ReadOnlySpan<byte> FindItem(ReadOnlySpan<byte> json, Step step)
    {
        var index = step.IsFromEnd ? Count(json) - step.Index : step.Index;
        var reader = Open(json);
        if (reader.TokenType != JsonTokenType.StartArray || index < 0)
            return [];
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index--)
        {
            var value = Take(ref reader);
            if (index == 0)
                return json[value];
        }

        return [];
    }

    private static int Count(ReadOnlySpan<byte> json)
    {
        var reader = Open(json);
        var count = 0;
        if (reader.TokenType != JsonTokenType.StartArray)
            return count;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
            reader.Skip();
        return count;
    }

    private static Utf8JsonReader Open(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1_000 });
        reader.Read();
        return reader;
    }

    private static Range Take(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }

    /// <param name="Name">A field's name; null for an item of an array.</param>
    /// <param name="Index">The item, from 0.</param>
    /// <param name="IsFromEnd">Whether it is counted from the end.</param>
    private sealed record Step(byte[]? Name, int Index, bool IsFromEnd);
}
