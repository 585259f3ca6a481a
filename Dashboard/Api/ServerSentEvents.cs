using System.Globalization;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace EtlAspire.Dashboard.Api;

/// <summary>Writes a response as server-sent events.</summary>
internal sealed class ServerSentEvents(HttpResponse response, JsonSerializerOptions json)
{
    /// <summary>Sends the headers, so that the listener knows it is heard.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        response.Headers[HeaderNames.CacheControl] = "no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // or a proxy in between may keep events back
        await response.Body.FlushAsync(cancellationToken);
    }

    /// <summary>Sends an event; JSON has no raw line break, so its data is one line.</summary>
    public Task SendAsync(string name, object data, long? id, CancellationToken cancellationToken)
    {
        var place = id is { } number ? string.Create(CultureInfo.InvariantCulture, $"id: {number}\n") : "";
        return WriteAsync($"{place}event: {name}\ndata: {JsonSerializer.Serialize(data, json)}\n\n", cancellationToken);
    }

    /// <summary>Sends nothing, but keeps the connection from being taken for dead.</summary>
    public Task SendHeartbeatAsync(CancellationToken cancellationToken) => WriteAsync(": still here\n\n", cancellationToken);

    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
