using System.Text.Json;

namespace EtlAspire.Dashboard.Api;

/// <summary>Reads bodies of JSON that may be left out.</summary>
internal static class OptionalBody
{
    /// <summary>What a body asks for; an empty one asks for nothing special.</summary>
    /// <param name="body">The body.</param>
    /// <param name="example">How one looks, for whoever got it wrong.</param>
    /// <exception cref="BadHttpRequestException">It is not what is expected.</exception>
    public static T Parse<T>(string body, string example)
        where T : new()
    {
        if (string.IsNullOrWhiteSpace(body))
            return new T();
        try
        {
            return JsonSerializer.Deserialize<T>(body, JsonSerializerOptions.Web) ?? new T();
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException(
                $"The body must be empty or like {example}: {exception.Message}", StatusCodes.Status400BadRequest, exception);
        }
    }
}
