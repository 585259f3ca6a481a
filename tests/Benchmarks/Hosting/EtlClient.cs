using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;

namespace EtlAspire.Benchmarks.Hosting;

/// <summary>The Dashboard's HTTP API, as far as the benchmark calls it.</summary>
internal sealed class EtlClient : IDisposable
{
    /// <summary>A page that anybody may see.</summary>
    public const string PagePath = "/login";

    /// <summary>Succeeds when the Dashboard reaches what it needs.</summary>
    public const string HealthPath = "/health";

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(2);

    private readonly HttpClient _http;

    public EtlClient(Uri address, string token)
    {
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Succeeds when the Dashboard knows the pipeline.</summary>
    public static string PipelinePath(string name) => $"/api/pipelines/{name}";

    /// <summary>Whether a GET of the path succeeds.</summary>
    public async Task<bool> AnswersAsync(string path, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(AnswerTimeout);
        try
        {
            using var response = await _http.GetAsync(Relative(path), timeout.Token);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException)
        {
            return false; // nobody listens there yet; .NET 10 tells a connection that ends as it is made by a bare SocketException
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false; // a proxy listens, for somebody who does not yet
        }
    }

    public async Task PutPipelineAsync(string name, string yaml, CancellationToken cancellationToken)
    {
        using var content = new StringContent(yaml, Encoding.UTF8, "application/yaml");
        using var response = await _http.PutAsync(Relative(PipelinePath(name)), content, cancellationToken);
        await RefuseFailureAsync(response, cancellationToken);
    }

    /// <summary>Requests a run and asks after it until it has succeeded.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="pause">Between two questions.</param>
    /// <param name="deadline">After so long it counts as failed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BenchmarkException">It failed, or did not end in time.</exception>
    public async Task<FinishedRun> RunAsync(
        string pipeline, TimeSpan pause, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(deadline);
        try
        {
            var started = Stopwatch.GetTimestamp();
            var run = await RequestAsync(pipeline, timeout.Token);
            while (run.FinishedAt is null)
            {
                await Task.Delay(pause, timeout.Token);
                run = (await _http.GetFromJsonAsync<RunView>(Relative($"/api/runs/{run.Id}"), timeout.Token))!;
            }

            return run.Status == "succeeded"
                ? new FinishedRun(run, Stopwatch.GetElapsedTime(started))
                : throw new BenchmarkException($"A run of {pipeline} ended as {run.Status}: {run.Error?.Message} {run.Error?.Hint}");
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BenchmarkException($"A run of {pipeline} did not end within {deadline}.", exception);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<RunView> RequestAsync(string pipeline, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsync(Relative($"{PipelinePath(pipeline)}/runs"), null, cancellationToken);
        await RefuseFailureAsync(response, cancellationToken);
        return (await response.Content.ReadFromJsonAsync<RunView>(cancellationToken))!;
    }

    private static async Task RefuseFailureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
            return;
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        throw new BenchmarkException($"{response.RequestMessage?.RequestUri} answered {(int)response.StatusCode}: {body}");
    }

    private static Uri Relative(string path) => new(path, UriKind.Relative);
}
