using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.Loader.Loading;
using EtlAspire.Loader.Publishing;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.Loader.Tests.Loading;

public sealed class LoadingConsumersTests(TestWarehouse warehouse) : IClassFixture<TestWarehouse>
{
    [Fact]
    public async Task A_run_goes_from_its_last_batch_to_its_end()
    {
        await using var bus = await StartAsync();
        var run = await warehouse.StartRunAsync("consumed");
        var batch = await run.AddBatchAsync("select 1000001::bigint as _record, 1::bigint as id", """[{"name":"id","type":"bigint"}]""");
        await run.CompleteExtractionAsync();

        await bus.Harness.Bus.Publish(new BatchTransformed(run.Id, batch), TestContext.Current.CancellationToken);

        Assert.True(await bus.Harness.Published.Any<RunFinished>(message => message.Context.Message.RunId == run.Id, TestContext.Current.CancellationToken));
        Assert.Equal(RunStatus.Succeeded, (await run.ReadAsync()).Status);
    }

    [Fact]
    public async Task Publishing_waits_for_the_end_of_the_extraction()
    {
        await using var bus = await StartAsync();
        var run = await warehouse.StartRunAsync("waits");
        await run.AddPeopleAsync((1, "Ann"));
        await using var scope = warehouse.CreateScope();
        Assert.False(await scope.ServiceProvider.GetRequiredService<LoadProgress>()
            .IsCompleteAsync(run.Id, TestContext.Current.CancellationToken));

        await run.CompleteExtractionAsync();
        await bus.Harness.Bus.Publish(new ExtractionCompleted(run.Id), TestContext.Current.CancellationToken);

        Assert.True(await bus.Harness.Published.Any<RunFinished>(message => message.Context.Message.RunId == run.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_run_that_cannot_be_published_fails_with_its_reason()
    {
        await using var bus = await StartAsync();
        var run = await warehouse.StartRunAsync("unpublishable", resourceSettings: "primary_key: id");
        await run.AddPeopleAsync((1, "Ann"), (1, "Ben"));
        await run.CompleteExtractionAsync();

        await bus.Harness.Bus.Publish(new PublishRun(run.Id), TestContext.Current.CancellationToken);

        Assert.True(await bus.Harness.Published.Any<RunFinished>(message => message.Context.Message.RunId == run.Id, TestContext.Current.CancellationToken));
        var failed = await run.ReadAsync();
        Assert.Equal((RunStatus.Failed, "duplicate_key"), (failed.Status, failed.Error?.Kind));
    }

    private async Task<TestBus> StartAsync()
    {
        var services = warehouse.BuildServices(collection => collection.AddMassTransitTestHarness(bus =>
        {
            bus.AddLoadingConsumers();
            bus.AddPublishingConsumers();
        }));
        var harness = services.GetRequiredService<ITestHarness>();
        harness.TestTimeout = harness.TestInactivityTimeout = TimeSpan.FromSeconds(20);
        await harness.Start();
        return new TestBus(services, harness);
    }

    private sealed record TestBus(ServiceProvider Services, ITestHarness Harness) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Services.DisposeAsync();
    }
}
