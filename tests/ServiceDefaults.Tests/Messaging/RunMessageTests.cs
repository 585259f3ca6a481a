using System.Collections.Concurrent;
using System.Diagnostics;
using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.ServiceDefaults.Messaging;
using EtlAspire.ServiceDefaults.Tests.Tracing;
using EtlAspire.ServiceDefaults.Tracing;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EtlAspire.ServiceDefaults.Tests.Messaging;

/// <summary>What the telemetry says of a message's way through two services.</summary>
public sealed partial class RunMessageTests : IAsyncDisposable
{
    private readonly RecordedSpans _spans = new();
    private readonly Seen _seen = new();
    private readonly string _run = RunTrace.NewTraceParent();
    private readonly ServiceProvider _services;

    public RunMessageTests() => _services = new ServiceCollection()
        .AddSingleton(_seen)
        .AddSingleton<IRunFailures>(new NoFailures())
        .AddLogging(logging => logging.AddProvider(new ScopeRecorder(_seen)))
        .AddMassTransitTestHarness(bus =>
        {
            bus.AddConsumer<Transform, TransformDefinition>();
            bus.AddConsumer<Load, LoadDefinition>();
            bus.UsingInMemory((context, memory) =>
            {
                memory.ConfigurePublish(publish => publish.UseExecute(UnrecordedTrace.Send));
                memory.ConfigureEndpoints(context);
            });
        })
        .BuildServiceProvider(true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _spans.Dispose();
    }

    [Fact]
    public async Task A_batch_that_is_not_recorded_in_detail_stays_in_its_runs_trace_without_spans()
    {
        await SendAsync(new BatchExtracted(Guid.NewGuid(), RunTrace.DetailedBatches + 1));

        Assert.Equal(RunTrace.TraceId(_run), await _seen.Trace.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        Assert.Empty(_spans.Of(_run));
    }

    [Fact]
    public async Task A_detailed_batch_is_a_chain_of_spans_that_name_the_run()
    {
        var batch = new BatchExtracted(Guid.NewGuid(), 1);
        await SendAsync(batch);

        Assert.Equal(RunTrace.TraceId(_run), await _seen.Trace.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        await WaitForAsync(() => _spans.Of(_run).Count(span => span.Kind == ActivityKind.Consumer) >= 4);
        Assert.Contains(_spans.Of(_run), span => Equals(span.GetTagItem("etl.run.id"), batch.RunId) && Equals(span.GetTagItem("etl.batch.number"), 1));
    }

    [Fact]
    public async Task What_is_logged_carries_run_stage_and_batch()
    {
        var batch = new BatchExtracted(Guid.NewGuid(), 3);
        await SendAsync(batch);
        await _seen.Trace.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancel);

        Assert.Contains($"RunId:{batch.RunId} Stage:Transform BatchNumber:3", _seen.Scopes);
    }

    private async Task SendAsync(BatchExtracted batch)
    {
        var harness = _services.GetRequiredService<ITestHarness>();
        await harness.Start();
        using var place = RunTrace.Join(batch, _run, "go on");
        await harness.Bus.Publish(batch, Cancel);
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        deadline.CancelAfter(TimeSpan.FromSeconds(10));
        while (!condition())
            await Task.Delay(10, deadline.Token);
    }

    private sealed class Seen
    {
        public TaskCompletionSource<string?> Trace { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<string> Scopes { get; } = [];
    }

    private sealed partial class Transform(ILogger<Transform> logger) : IConsumer<BatchExtracted>
    {
        public async Task Consume(ConsumeContext<BatchExtracted> context)
        {
            LogWorking();
            await context.Publish(new BatchTransformed(context.Message.RunId, context.Message.BatchNumber), context.CancellationToken);
        }

        [LoggerMessage(LogLevel.Information, "Working")]
        private partial void LogWorking();
    }

    private sealed class Load(Seen seen) : IConsumer<BatchTransformed>
    {
        public Task Consume(ConsumeContext<BatchTransformed> context)
        {
            seen.Trace.TrySetResult(Activity.Current?.TraceId.ToHexString());
            return Task.CompletedTask;
        }
    }

    private sealed class TransformDefinition() : RunConsumerDefinition<Transform, BatchExtracted>(Stage.Transform, concurrency: 1);

    private sealed class LoadDefinition() : RunConsumerDefinition<Load, BatchTransformed>(Stage.Load, concurrency: 1);

    private sealed class NoFailures : IRunFailures
    {
        public Task<bool> FailAsync(Guid runId, RunError error, CancellationToken cancellationToken) => Task.FromResult(false);
    }

    private sealed class ScopeRecorder(Seen seen) : ILoggerProvider, ISupportExternalScope, ILogger
    {
        private IExternalScopeProvider? _scopes;

        public ILogger CreateLogger(string categoryName) => this;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _scopes?.ForEachScope((scope, scopes) => scopes.Enqueue(scope?.ToString() ?? ""), seen.Scopes);

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
