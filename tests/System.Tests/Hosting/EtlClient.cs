using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace EtlAspire.SystemTests.Hosting;

/// <summary>The Dashboard's HTTP API, as far as the tests call it.</summary>
public sealed class EtlClient(HttpClient http)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    public HttpClient Http => http;

    public async Task<RunView> RequestRunAsync(string pipeline, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsync(new Uri($"/api/pipelines/{pipeline}/runs", UriKind.Relative), null, cancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return await ReadRunAsync(response, cancellationToken);
    }

    public async Task<RunView> PostAsync(Guid runId, string action, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsync(new Uri($"/api/runs/{runId}/{action}", UriKind.Relative), null, cancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return await ReadRunAsync(response, cancellationToken);
    }

    public async Task PutPipelineAsync(string name, string yaml, CancellationToken cancellationToken)
    {
        using var content = new StringContent(yaml, Encoding.UTF8, "application/yaml");
        using var response = await http.PutAsync(new Uri($"/api/pipelines/{name}", UriKind.Relative), content, cancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>The run; null while the Dashboard cannot answer, because a test has killed what it needs.</summary>
    public async Task<RunView?> FindRunAsync(Guid runId, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri($"/api/runs/{runId}", UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode ? await ReadRunAsync(response, cancellationToken) : null;
        }
        catch (HttpRequestException)
        {
            return null; // it is the Dashboard that was killed
        }
    }

    /// <summary>Waits until a condition holds of a run.</summary>
    public async Task<RunView> WaitForRunAsync(
        Guid runId, Func<RunView, bool> condition, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(deadline);
        RunView? last = null;
        using var timer = new PeriodicTimer(PollInterval);
        try
        {
            while (true)
            {
                last = await FindRunAsync(runId, timeout.Token) ?? last;
                if (last is not null && condition(last))
                    return last;
                await timer.WaitForNextTickAsync(timeout.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Run {runId} did not get there within {deadline}; last seen: {last}");
        }
    }

    public Task<RunView> WaitForEndAsync(Guid runId, TimeSpan deadline, CancellationToken cancellationToken) =>
        WaitForRunAsync(runId, run => run.FinishedAt is not null, deadline, cancellationToken);

    /// <summary>Requests a run and waits for its end.</summary>
    public async Task<RunView> RunAsync(string pipeline, CancellationToken cancellationToken)
    {
        var run = await RequestRunAsync(pipeline, cancellationToken);
        return await WaitForEndAsync(run.Id, TimeSpan.FromMinutes(2), cancellationToken);
    }

    private static async Task<RunView> ReadRunAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        (await response.Content.ReadFromJsonAsync<RunView>(cancellationToken))!;
}
