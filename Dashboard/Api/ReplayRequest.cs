using System.Text.Json;
using System.Text.Json.Serialization;

namespace EtlAspire.Dashboard.Api;

/// <summary>The optional body of a request for a replay.</summary>
/// <param name="Force">Whether older records may take the place of newer ones.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ReplayRequest(bool Force = false)
{
    /// <summary>Reads the body; an empty one asks for nothing special.</summary>
    /// <exception cref="BadHttpRequestException">It is not what is expected.</exception>
    public static ReplayRequest Parse(string body)
    {
        if (string.IsNullOrWhiteSpace(body))
            return new ReplayRequest();
        try
        {
            return JsonSerializer.Deserialize<ReplayRequest>(body, JsonSerializerOptions.Web) ?? new ReplayRequest();
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException(
                $"The body must be empty or like {{\"force\": true}}: {exception.Message}", StatusCodes.Status400BadRequest, exception);
        }
    }
}
