using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Control;

namespace EtlAspire.Dashboard.Tests.Api;

[Collection(DashboardTests.Name)]
public sealed class ReconcileEndpointTests(DashboardFixture dashboard)
{
    private static readonly Uri Reconcile = new("/api/reconcile", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_outstanding_is_sent_again_and_counted()
    {
        var run = (await dashboard.Postgres.AddRunAsync(
            await dashboard.Postgres.AddPipelineAsync(), RunStatus.Running, TimeProvider.System.GetUtcNow())).Id;
        using var client = dashboard.CreateClient();

        using var answer = await client.PostAsync(Reconcile, null, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var counts = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.True(counts.GetProperty("runs").GetInt32() > 0);
        Assert.True(counts.GetProperty("messages").GetInt32() > 0);
        await dashboard.Published.WaitForAsync<RunRequested>(run);
    }

    [Fact]
    public async Task While_the_reconciler_is_at_work_it_is_not_possible()
    {
        await using var elsewhere = dashboard.Postgres.OpenCatalog();
        await using var turn = await ControlLock.TryTakeAsync(elsewhere, ControlLock.Reconciler, Cancel);
        using var client = dashboard.CreateClient();

        using var answer = await client.PostAsync(Reconcile, null, Cancel);

        await Problem.AssertAsync(answer, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Nobody_asks_for_it_without_the_token()
    {
        using var stranger = dashboard.CreateStranger();

        using var answer = await stranger.PostAsync(Reconcile, null, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
