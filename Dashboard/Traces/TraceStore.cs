using System.Net;
using EtlAspire.Dashboard.Login;
using Microsoft.Extensions.Options;

namespace EtlAspire.Dashboard.Traces;

/// <summary>The traces that Aspire's dashboard keeps. It has the login token of this one.</summary>
internal sealed partial class TraceStore(HttpClient http, LoginToken token, IOptions<TracesOptions> options, ILogger<TraceStore> logger)
{
    private const string KeyHeader = "x-api-key";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Whether a trace is there to be looked at.</summary>
    public async Task<TracePresence> FindAsync(string traceId, CancellationToken cancellationToken)
    {
        if (options.Value.Url is not { } dashboard)
            return TracePresence.NoDashboard;

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(dashboard, $"/api/telemetry/traces/{Uri.EscapeDataString(traceId)}"));
        request.Headers.Add(KeyHeader, options.Value.Key);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => TracePresence.There,
                HttpStatusCode.NotFound => TracePresence.Missing,
                _ => NoAnswer($"it answered {(int)response.StatusCode}"),
            };
        }
        catch (Exception exception) when (exception is HttpRequestException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return NoAnswer(exception.Message);
        }
    }

    /// <summary>Logs the caller in to Aspire's dashboard and shows the trace. It holds the token: for a redirect, never for a page.</summary>
    public string LoginUrl(string traceId) => new Uri(options.Value.Url!,
        $"{token.LoginPath}&returnUrl={Uri.EscapeDataString($"/traces/detail/{Uri.EscapeDataString(traceId)}")}").AbsoluteUri;

    private TracePresence NoAnswer(string reason)
    {
        LogNoAnswer(reason);
        return TracePresence.NoAnswer;
    }

    [LoggerMessage(LogLevel.Warning, "Aspire's dashboard does not say whether it has a trace: {Reason}")]
    private partial void LogNoAnswer(string reason);
}
