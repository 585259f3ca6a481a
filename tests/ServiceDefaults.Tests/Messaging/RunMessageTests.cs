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
                memory.ConfigurePublish(publish => publish.UseExecute(MessageTrace.Send));
                memory.ConfigureEndpoints(context);
            });
        })
        .BuildServiceProvider(true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IReadOnlyList<Activity> Messages => [.. _spans.Of(_run).Where(span => span.Kind == ActivityKind.Consumer)];

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
        await WaitForAsync(() => Messages.Count == 2);
        var (transform, load) = (Messages[0], Messages[1]);
        if (load.ParentSpanId != transform.SpanId)
            (transform, load) = (load, transform); // the one that sent the other may end after it
        Assert.Equal(("process Transform", "process Load"), (transform.DisplayName, load.DisplayName));
        Assert.Equal((transform.SpanId, ActivityStatusCode.Unset), (load.ParentSpanId, load.Status));
        Assert.All(Messages, span => Assert.Equal((batch.RunId, 1), (span.GetTagItem("etl.run.id"), span.GetTagItem("etl.batch.number"))));
    }

    [Fact]
    public async Task A_message_that_is_tried_again_says_on_its_span_why()
    {
        _seen.Failures.Enqueue(new TimeoutException("The database did not answer."));
        await SendAsync(new BatchExtracted(Guid.NewGuid(), 1));

        await WaitForAsync(() => Messages.Count == 2);
        var tried = Assert.Single(Messages, span => span.Events.Any());
        Assert.Equal(("process Transform", ActivityStatusCode.Unset), (tried.DisplayName, tried.Status));
        Assert.Contains(Assert.Single(tried.Events).Tags, tag => Equals(tag.Value, "The database did not answer."));
    }

    [Fact]
    public async Task A_message_that_fails_its_run_has_a_span_that_says_so()
    {
        _seen.Failures.Enqueue(new RunFailedException(new RunError(Stage.Transform, "refused", "No entry.", "Check the token.")));
        await SendAsync(new BatchExtracted(Guid.NewGuid(), 1));

        await WaitForAsync(() => Messages.Count == 1);
        Assert.Equal((ActivityStatusCode.Error, "No entry.", "refused"),
            (Messages[0].Status, Messages[0].StatusDescription, Messages[0].GetTagItem("error.type")));
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

        public ConcurrentQueue<Exception> Failures { get; } = [];
    }

    private sealed partial class Transform(Seen seen, ILogger<Transform> logger) : IConsumer<BatchExtracted>
    {
        public async Task Consume(ConsumeContext<BatchExtracted> context)
        {
            LogWorking();
            if (seen.Failures.TryDequeue(out var failure))
                throw failure;
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
