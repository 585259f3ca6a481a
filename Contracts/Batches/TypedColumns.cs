using System.Text.Json;
using System.Text.Json.Serialization;

namespace EtlAspire.Contracts.Batches;

/// <summary>How the catalog keeps a list of columns: JSON such as <c>[{"name":"id","type":"bigint"}]</c>.</summary>
public static class TypedColumns
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Writes the columns, in their order.</summary>
    public static string Write(IEnumerable<TypedColumn> columns) => JsonSerializer.Serialize(columns, Format);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no list of columns.</exception>
    public static IReadOnlyList<TypedColumn> Read(string json) =>
        JsonSerializer.Deserialize<TypedColumn[]>(json, Format)
        ?? throw new JsonException("A list of columns must not be null.");
}
