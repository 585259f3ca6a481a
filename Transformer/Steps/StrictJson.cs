using System.Text.Json;
using DuckDB.NET.Data;

namespace EtlAspire.Transformer.Steps;

/// <summary>
/// A function for DuckDB that knows JSON as PostgreSQL does: DuckDB's own takes NaN, commas too many and <c>\u0000</c>.
/// </summary>
internal static class StrictJson
{
    /// <summary>The function's name.</summary>
    public const string Function = "is_strict_json";

    /// <summary>Makes the function known.</summary>
    public static void Register(DuckDBConnection connection) =>
        connection.RegisterScalarFunction<string?, bool>(Function, IsJson);

    private static bool IsJson(string? text)
    {
        if (text is null)
            return false;

        try
        {
            using var document = JsonDocument.Parse(text);
            return HasStorableTexts(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false; // no JSON, or a text with half a surrogate pair
        }
    }

    private static bool HasStorableTexts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .All(field => IsStorable(field.Name) && HasStorableTexts(field.Value)),
        JsonValueKind.Array => element.EnumerateArray().All(HasStorableTexts),
        JsonValueKind.String => IsStorable(element.GetString()!),
        _ => true,
    };

    private static bool IsStorable(string text) => !text.Contains('\0');
}
