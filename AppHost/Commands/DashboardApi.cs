using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace EtlAspire.AppHost.Commands;

/// <summary>The Dashboard's HTTP API, as far as commands call it.</summary>
internal sealed class DashboardApi(EndpointReference endpoint, string token) : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    // A command of Aspire's command line comes within a trace that nobody records; a run asked for there begins one of its own.
    private readonly HttpClient _http = new(new SocketsHttpHandler { ActivityHeadersPropagator = null })
    {
        BaseAddress = new Uri(endpoint.Url),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    public async Task<IReadOnlyList<string>> ListPipelinesAsync(CancellationToken cancellationToken)
    {
        var pipelines = await SendAsync(HttpMethod.Get, "/api/pipelines", cancellationToken);
        return [.. pipelines.EnumerateArray().Select(pipeline => pipeline.GetProperty("name").GetString()!)];
    }

    /// <summary>Asks for a run and follows it for as long as <paramref name="patience"/>.</summary>
    /// <returns>The run, ended or as it was at last.</returns>
    /// <exception cref="HttpRequestException">The Dashboard does not answer, or refuses: with its own words.</exception>
    public async Task<RunOutcome> RunAsync(string pipeline, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(patience);
        using var timer = new PeriodicTimer(PollInterval);
        var run = new RunOutcome(await SendAsync(HttpMethod.Post, $"/api/pipelines/{Uri.EscapeDataString(pipeline)}/runs", cancellationToken), _http.BaseAddress!);
        while (!run.HasEnded && !deadline.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            run = run with { Run = await SendAsync(HttpMethod.Get, $"/api/runs/{run.Id}", cancellationToken) };
        }

        return run;
    }

    /// <summary>Has what is outstanding sent again; how many messages, for how many runs.</summary>
    /// <exception cref="HttpRequestException">The Dashboard does not answer, or refuses: with its own words.</exception>
    public async Task<(int Messages, int Runs)> ReconcileAsync(CancellationToken cancellationToken)
    {
        var done = await SendAsync(HttpMethod.Post, "/api/reconcile", cancellationToken);
        return (done.GetProperty("messages").GetInt32(), done.GetProperty("runs").GetInt32());
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        using var response = await _http.SendAsync(request, cancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return response.IsSuccessStatusCode
            ? answer
            : throw new HttpRequestException(answer.TryGetProperty("detail", out var detail) ? detail.GetString() : response.ReasonPhrase);
    }
}
