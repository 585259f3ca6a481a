using Aspire.Dashboard;
using Aspire.Dashboard.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.SystemTests.Hosting;

/// <summary>Somewhere else to send telemetry: a dashboard on free ports, open to all, that knows of one resource only.</summary>
internal sealed class TelemetryReceiver : IAsyncDisposable
{
    private static readonly Uri AnyPort = new("http://localhost:0");

    private readonly DashboardApp _dashboard = DashboardApp.Create(
        new DashboardOptions { FrontendUrl = AnyPort, OtlpGrpcUrl = AnyPort, OtlpHttpUrl = AnyPort, BrowserToken = null, OtlpApiKey = null },
        new StubResources());

    public string Endpoint => _dashboard.OtlpGrpcUrl.ToString().TrimEnd('/');

    public Uri FrontendUrl => _dashboard.FrontendUrl;

    private TelemetryStore Store => _dashboard.Services.GetRequiredService<TelemetryStore>();

    public Task StartAsync(CancellationToken cancellationToken) => _dashboard.StartAsync(cancellationToken);

    /// <summary>A trace once it is as it should be; as it was at last where it never is.</summary>
    public async Task<Trace> WaitForAsync(string traceId, Func<Trace, bool> isComplete, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(deadline);
        while (true)
        {
            var seen = Store.VersionOf(TelemetryKind.Traces);
            var trace = Store.FindTrace(traceId);
            if (trace is not null && isComplete(trace))
                return trace;
            try
            {
                await Store.WaitForChangeAsync(TelemetryKind.Traces, seen, timeout.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return trace ?? new Trace(traceId, [], 0);
            }
        }
    }

    /// <summary>Waits for the first logs of a trace; they come by themselves, and may be later than its spans.</summary>
    public async Task<IReadOnlyList<LogEntry>> WaitForLogsAsync(string traceId, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(deadline);
        while (true)
        {
            var seen = Store.VersionOf(TelemetryKind.Logs);
            var (logs, total) = Store.FindLogs(new LogFilter(TraceId: traceId), int.MaxValue);
            if (total > 0)
                return logs;
            await Store.WaitForChangeAsync(TelemetryKind.Logs, seen, timeout.Token);
        }
    }

    /// <summary>The traces that began with a call to somebody else.</summary>
    public IReadOnlyList<TraceSummary> Housekeeping() =>
        [.. Store.FindTraces(new TraceFilter(), int.MaxValue).Traces.Where(trace => trace.Name is "postgresql" or "GET")];

    public async ValueTask DisposeAsync()
    {
        await _dashboard.StopAsync(CancellationToken.None);
        await _dashboard.DisposeAsync();
    }
}
