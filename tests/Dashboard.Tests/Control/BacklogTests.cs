using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Control;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace EtlAspire.Dashboard.Tests.Control;

[Collection(DashboardTests.Name)]
public sealed class BacklogTests(DashboardFixture dashboard)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_is_measured()
    {
        var before = await MeasureAsync();
        var pipeline = await dashboard.Postgres.AddPipelineAsync();
        var running = await dashboard.Postgres.AddRunAsync(pipeline, RunStatus.Running);
        await dashboard.Postgres.AddRunAsync(pipeline, RunStatus.Queued, TimeProvider.System.GetUtcNow().AddDays(-400));
        await dashboard.Postgres.AddAsync(CatalogSeed.NewBatch(running.Id, 1, transformed: false));
        await dashboard.Postgres.AddAsync(CatalogSeed.NewBatch(running.Id, 2, transformed: false));
        await dashboard.Postgres.AddAsync(CatalogSeed.NewBatch(running.Id, 3, transformed: true));

        var after = await MeasureAsync();

        Assert.Equal((1, 1, 2, 1), (after.Queued - before.Queued, after.Running - before.Running,
            after.ToTransform - before.ToTransform, after.ToLoad - before.ToLoad));
        Assert.InRange(after.Age, TimeSpan.FromDays(399).TotalSeconds, TimeSpan.FromDays(401).TotalSeconds);
        await using var catalog = dashboard.Postgres.OpenCatalog();
        await catalog.Runs.Where(run => run.Pipeline == pipeline).ExecuteDeleteAsync(Cancel);
    }

    private async Task<(long Queued, long Running, double Age, long ToTransform, long ToLoad)> MeasureAsync()
    {
        await using var catalog = dashboard.Postgres.OpenCatalog();
        await new Backlog(catalog, TimeProvider.System).MeasureAsync(Cancel);
        return (Read<long>("etl.run.waiting"), Read<long>("etl.run.active"), Read<double>("etl.run.waiting.age"),
            Read<long>("etl.batch.waiting", "transform"), Read<long>("etl.batch.waiting", "load"));
    }

    private static T Read<T>(string instrument, string? stage = null)
        where T : struct
    {
        using var collector = new MetricCollector<T>(null, "EtlAspire.Dashboard", instrument);
        collector.RecordObservableInstruments();
        return collector.GetMeasurementSnapshot()
            .Single(measurement => stage is null || Equals(measurement.Tags["etl.stage"], stage)).Value;
    }
}
