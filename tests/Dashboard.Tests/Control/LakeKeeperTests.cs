using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Control;
using EtlAspire.Storage.Lake;
using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.Dashboard.Tests.Control;

/// <summary>With the limits that the fixture sets: 30 days, 50 GB.</summary>
[Collection(DashboardTests.Name)]
public sealed class LakeKeeperTests(DashboardFixture dashboard)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Limit_that_is_set_is_kept()
    {
        var now = TimeProvider.System.GetUtcNow();
        var pipeline = await dashboard.Postgres.AddPipelineAsync();
        var old = await dashboard.Postgres.AddRunAsync(pipeline, RunStatus.Succeeded, now.AddDays(-31));
        var young = await dashboard.Postgres.AddRunAsync(pipeline, RunStatus.Succeeded, now.AddDays(-29));
        await WriteAsync(pipeline, old.Number);
        await WriteAsync(pipeline, young.Number);
        using var keeper = ActivatorUtilities.CreateInstance<LakeKeeper>(dashboard.Services);

        await keeper.TickAsync(Cancel);

        var left = await dashboard.Services.GetRequiredService<DataLake>().ListAsync(null, Cancel)
            .Where(entry => entry.Pipeline == pipeline).Select(entry => entry.RunNumber).Distinct().ToListAsync(Cancel);
        Assert.Equal([young.Number], left);
    }

    private async Task WriteAsync(string pipeline, long run)
    {
        await using var draft = dashboard.Services.GetRequiredService<DataLake>()
            .Create(LakeLayer.Raw, pipeline, "things", run, "b1");
        await File.WriteAllTextAsync(draft.TemporaryPath, "{}", Cancel);
        await draft.CommitAsync(1, Cancel);
    }
}
