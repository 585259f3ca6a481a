using System.Text.Json;
using System.Text.Json.Serialization;

namespace EtlAspire.Dashboard.Api;

/// <summary>The optional body of a request for a run.</summary>
/// <param name="Backfill">The window of incremental sources to run.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record StartRunRequest(BackfillWindow? Backfill = null)
{
    /// <summary>Reads the body; an empty one asks for nothing special.</summary>
    /// <exception cref="BadHttpRequestException">It is not what is expected.</exception>
    public static StartRunRequest Parse(string body)
    {
        if (string.IsNullOrWhiteSpace(body))
            return new StartRunRequest();
        try
        {
            return JsonSerializer.Deserialize<StartRunRequest>(body, JsonSerializerOptions.Web) ?? new StartRunRequest();
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException(
                $"The body must be empty or like {{\"backfill\": {{\"from\": …, \"to\": …}}}}: {exception.Message}",
                StatusCodes.Status400BadRequest, exception);
        }
    }
}

/// <summary>A window of cursor values, as the source writes them.</summary>
internal sealed record BackfillWindow(JsonElement? From, JsonElement? To);
