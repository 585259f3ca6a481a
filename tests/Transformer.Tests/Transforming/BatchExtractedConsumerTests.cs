using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.Tests.Shared;
using EtlAspire.Transformer.Tests.Support;
using MassTransit.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.Transformer.Tests.Transforming;

public sealed class BatchExtractedConsumerTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncDisposable
{
    private readonly TestRuns _runs = new(postgres);

    public ValueTask DisposeAsync() => _runs.DisposeAsync();

    [Fact]
    public async Task A_batch_is_announced_each_time_its_message_comes()
    {
        var harness = await StartAsync();
        var runId = await _runs.AddRunAsync([]);
        await _runs.AddBatchAsync(runId, ["""{"id":1}"""]);

        await harness.Bus.Publish(new BatchExtracted(runId, 1), Token);
        await harness.Bus.Publish(new BatchExtracted(runId, 1), Token);

        var announced = 0;
        await foreach (var message in harness.Published.SelectAsync<BatchTransformed>(Token))
        {
            Assert.Equal(new BatchTransformed(runId, 1), message.Context.Message);
            if (++announced == 2)
                break;
        }

        Assert.Equal(2, announced);
    }

    [Fact]
    public async Task A_definition_that_does_not_fit_fails_the_run()
    {
        var harness = await StartAsync();
        var runId = await _runs.AddRunAsync(["derive: { x: nope(id) }"]);
        await _runs.AddBatchAsync(runId, ["""{"id":1}"""]);

        await harness.Bus.Publish(new BatchExtracted(runId, 1), Token);

        Assert.True(await harness.Published.Any<RunFinished>(message => message.Context.Message.RunId == runId, Token));
        await using var catalog = postgres.OpenCatalog();
        var run = await catalog.Runs.SingleAsync(row => row.Id == runId, Token);
        Assert.Equal((RunStatus.Failed, Stage.Transform, "bad_expression"), (run.Status, run.Error?.Stage, run.Error?.Kind));
        Assert.False(harness.Published.Select<BatchTransformed>(Token).Any());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<ITestHarness> StartAsync()
    {
        var harness = _runs.Services.GetRequiredService<ITestHarness>();
        harness.TestTimeout = harness.TestInactivityTimeout = TimeSpan.FromSeconds(20);
        await harness.Start();
        return harness;
    }
}
