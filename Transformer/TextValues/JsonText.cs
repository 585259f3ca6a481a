using System.Text.Json;
using EtlAspire.Transformer.Chunks;

namespace EtlAspire.Transformer.TextValues;

/// <summary>
/// JSON as PostgreSQL's jsonb holds it, which stays the text that it is. DuckDB's own reader takes NaN, commas too many,
/// <c>\u0000</c> and numbers of any size.
/// </summary>
internal readonly struct JsonText : ITextParser
{
    public static bool TryRead(ReadOnlySpan<byte> text, ResultVector results, int row)
    {
        if (!IsJson(text))
            return false;
        results.SetText(row, text);
        return true;
    }

    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            while (reader.Read())
            {
                if (!IsStorable(ref reader))
                    return false;
            }

            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false; // no JSON, or a text with half a surrogate pair
        }
    }

    private static bool IsStorable(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => NumberText.TryParse(reader.ValueSpan, out var number) && number.FitsNumeric,
        JsonTokenType.PropertyName or JsonTokenType.String when reader.ValueIsEscaped => !reader.GetString()!.Contains('\0'),
        _ => true,
    };
}
