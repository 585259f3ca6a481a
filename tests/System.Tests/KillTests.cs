using System.Diagnostics;
using EtlAspire.SystemTests.Hosting;
using EtlAspire.SystemTests.People;

namespace EtlAspire.SystemTests;

/// <summary>Whatever dies in the middle of a run comes back by itself, and every record arrives exactly once.</summary>
public sealed class KillTests(EtlSystem system)
{
    private const int Total = 400_000;
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("dashboard")]
    [InlineData("extractor")]
    [InlineData("transformer")]
    [InlineData("loader")]
    [InlineData("sampleapi")]
    [InlineData("messaging")]
    [InlineData("postgres")]
    public async Task A_run_survives_that_a_part_is_killed(string resource)
    {
        await PeoplePipeline.PutAsync(system, Total, Cancel);
        var undisturbed = await MeasureAsync();
        var victim = await system.ProcessIdOfAsync(resource, Cancel);

        var run = await system.Client.RequestRunAsync(PeoplePipeline.Name, Cancel);
        await system.Client.WaitForRunAsync(run.Id, IsUnderWay, undisturbed + Grace, Cancel);
        using (var process = Process.GetProcessById(victim))
            process.Kill();
        run = await system.Client.WaitForEndAsync(run.Id, undisturbed + Grace, Cancel);

        system.Warehouse.Clear(); // the test's own connections may have died with the server

        Assert.True(run.Status == "succeeded", run.ToString());
        Assert.Equal(new ReceiptView(Total, 0, 0, Total, true), run.Receipt);
        var expected = await PeopleContent.OfSourceAsync(system, Total, Cancel);
        Assert.Equal(expected, await PeopleContent.OfTableAsync(system, PeoplePipeline.Table, Cancel));
        await system.App.ResourceNotifications.WaitForResourceHealthyAsync(resource, Cancel);
        Assert.NotEqual(victim, await system.ProcessIdOfAsync(resource, Cancel));
    }

    private static bool IsUnderWay(RunView run) => run is { Status: "running", Batches.Extracted: > 0 };

    private async Task<TimeSpan> MeasureAsync()
    {
        var clock = Stopwatch.StartNew();
        var run = await system.Client.RunAsync(PeoplePipeline.Name, Cancel);
        Assert.True(run.Status == "succeeded", run.ToString());
        return clock.Elapsed;
    }
}
