using System.Collections.Concurrent;
using System.Data.Common;
using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.ServiceDefaults.Messaging;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace EtlAspire.ServiceDefaults.Tests.Messaging;

public sealed class RunConsumerDefinitionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly RunError Refused = new(Stage.Extract, "source_refused", "No entry.", "Check the token.");

    [Fact]
    public async Task A_permanent_failure_fails_the_run_at_once()
    {
        await using var harness = await Harness.StartAsync(_ => throw new RunFailedException(Refused));
        var runId = Guid.NewGuid();

        await harness.Bus.Publish(new ExtractSlice(runId, 0, 0), Cancel);

        Assert.True(await harness.Published.Any<RunFinished>(message => message.Context.Message.RunId == runId, Cancel));
        Assert.Equal((runId, Refused), Assert.Single(harness.Failures));
        Assert.Equal(1, harness.Attempts);
        Assert.False(await harness.Published.Any<Fault<ExtractSlice>>(Cancel));
    }

    [Fact]
    public async Task A_transient_failure_is_tried_again()
    {
        await using var harness = await Harness.StartAsync(attempt =>
        {
            if (attempt < 3)
                throw new TimeoutException("The database did not answer.");
        });

        await harness.Bus.Publish(new ExtractSlice(Guid.NewGuid(), 0, 0), Cancel);

        Assert.True(await harness.Consumed.Any<ExtractSlice>(message => message.Exception is null, Cancel));
        Assert.Equal(3, harness.Attempts);
        Assert.Empty(harness.Failures);
    }

    [Fact]
    public async Task An_unexpected_failure_fails_the_run_only_after_the_retries()
    {
        await using var harness = await Harness.StartAsync(
            _ => throw new InvalidOperationException("A bug."), retries: 2);
        var runId = Guid.NewGuid();

        await harness.Bus.Publish(new ExtractSlice(runId, 0, 0), Cancel);

        Assert.True(await harness.Published.Any<RunFinished>(message => message.Context.Message.RunId == runId, Cancel));
        Assert.Equal("internal_error", Assert.Single(harness.Failures).Error.Kind);
        Assert.Equal(3, harness.Attempts);
    }

    [Theory]
    [InlineData("57014", "too_slow", 1)]
    [InlineData("53100", "storage_failed", 2)]
    [InlineData("42501", "permission_denied", 2)]
    [InlineData("XX999", "internal_error", 2)]
    public async Task A_failure_of_the_database_is_told_by_its_code(string sqlState, string kind, int attempts)
    {
        await using var harness = await Harness.StartAsync(
            _ => throw new InvalidOperationException("Wrapped.", new DatabaseException(sqlState, isTransient: sqlState == "53100")), retries: 1);

        await harness.Bus.Publish(new ExtractSlice(Guid.NewGuid(), 0, 0), Cancel);

        Assert.True(await harness.Published.Any<RunFinished>(Cancel));
        Assert.Equal((Stage.Extract, kind), (harness.Failures.Single().Error.Stage, harness.Failures.Single().Error.Kind));
        Assert.Equal(attempts, harness.Attempts);
    }

    [Fact]
    public async Task A_disk_that_cannot_be_written_is_no_fault_of_ours()
    {
        await using var harness = await Harness.StartAsync(_ => throw new IOException("No space left on device."), retries: 1);

        await harness.Bus.Publish(new ExtractSlice(Guid.NewGuid(), 0, 0), Cancel);

        Assert.True(await harness.Published.Any<RunFinished>(Cancel));
        Assert.Equal("storage_failed", Assert.Single(harness.Failures).Error.Kind);
    }

    public static TheoryData<Exception> Machinery =>
    [
        new AlreadyClosedException(new ShutdownEventArgs(ShutdownInitiator.Peer, 320, "The broker goes.")),
        new MessageNotAcknowledgedException(new Uri("loopback://localhost/a"), "No confirmation."),
        new ConnectionException("No broker."),
        new DatabaseException("57P01", isTransient: false),
        new DatabaseException("08006", isTransient: true),
    ];

    [Theory]
    [MemberData(nameof(Machinery), DisableDiscoveryEnumeration = true)]
    public async Task Machinery_that_is_away_fails_no_run(Exception exception)
    {
        await using var harness = await Harness.StartAsync(_ => throw exception, retries: 1);

        await harness.Bus.Publish(new ExtractSlice(Guid.NewGuid(), 0, 0), Cancel);

        Assert.True(await harness.Consumed.Any<ExtractSlice>(message => message.Exception is not null, Cancel));
        Assert.Empty(harness.Failures);
    }

    /// <summary>The real definition on MassTransit's in-memory transport, with a consumer that does what the test says.</summary>
    private sealed class Harness : IAsyncDisposable
    {
        private readonly ServiceProvider _services;
        private readonly ITestHarness _harness;
        private readonly Behaviour _behaviour;

        private Harness(ServiceProvider services, ITestHarness harness, Behaviour behaviour) =>
            (_services, _harness, _behaviour) = (services, harness, behaviour);

        public IBus Bus => _harness.Bus;

        public IPublishedMessageList Published => _harness.Published;

        public IReceivedMessageList Consumed => _harness.Consumed;

        public IReadOnlyCollection<(Guid RunId, RunError Error)> Failures => _behaviour.Failures;

        public int Attempts => _behaviour.Attempts;

        public static async Task<Harness> StartAsync(Action<int> consume, int retries = 10)
        {
            var behaviour = new Behaviour(consume, retries);
            var services = new ServiceCollection()
                .AddSingleton(behaviour)
                .AddSingleton<IRunFailures>(behaviour)
                .AddMassTransitTestHarness(bus =>
                {
                    bus.SetTestTimeouts(testInactivityTimeout: TimeSpan.FromSeconds(2));
                    bus.AddConsumer<ScriptedConsumer, Definition>();
                })
                .BuildServiceProvider(true);
            var harness = services.GetRequiredService<ITestHarness>();
            await harness.Start();
            return new Harness(services, harness, behaviour);
        }

        public ValueTask DisposeAsync() => _services.DisposeAsync();
    }

    private sealed class Behaviour(Action<int> consume, int retries) : IRunFailures
    {
        private int _attempts;

        public ConcurrentQueue<(Guid RunId, RunError Error)> Failures { get; } = [];

        public int Attempts => _attempts;

        public int Retries => retries;

        public void Consume() => consume(Interlocked.Increment(ref _attempts));

        public Task<bool> FailAsync(Guid runId, RunError error, CancellationToken cancellationToken)
        {
            Failures.Enqueue((runId, error));
            return Task.FromResult(true);
        }
    }

    private sealed class DatabaseException(string sqlState, bool isTransient) : DbException("It failed.")
    {
        public override string SqlState => sqlState;

        public override bool IsTransient => isTransient;
    }

    private sealed class ScriptedConsumer(Behaviour behaviour) : IConsumer<ExtractSlice>
    {
        public Task Consume(ConsumeContext<ExtractSlice> context)
        {
            behaviour.Consume();
            return Task.CompletedTask;
        }
    }

    private sealed class Definition(Behaviour behaviour)
        : RunConsumerDefinition<ScriptedConsumer, ExtractSlice>(Stage.Extract, concurrency: 1, behaviour.Retries);
}
