using Aspire.Hosting.Processes;
using EtlAspire.AppHost;

namespace EtlAspire.AspireLocal.Tests.Hosting;

public sealed class RestartingTests
{
    [Fact]
    public async Task A_killed_resource_is_started_again_and_again()
    {
        await using var test = new TestApplication();
        test.AddShell("server", "sleep 60").RestartWhenItDies();
        await test.StartAsync();

        var pids = new HashSet<int> { await test.PidAsync("server") };
        for (var deaths = 1; deaths <= 2; deaths++)
        {
            Signals.Send(pids.Last(), Signals.Kill);
            var again = await test.Notifications.WaitForResourceAsync("server", change =>
                change.Snapshot.State?.Text == KnownResourceStates.Running && !pids.Contains(TestApplication.PidOf(change)),
                test.Deadline);
            pids.Add(TestApplication.PidOf(again));
        }

        Assert.Equal(3, pids.Count);
    }

    [Fact]
    public async Task A_resource_that_was_told_to_stop_stays_stopped()
    {
        await using var test = new TestApplication();
        test.AddShell("stopped", "sleep 60").RestartWhenItDies();
        test.AddShell("killed", "sleep 60").RestartWhenItDies();
        await test.StartAsync();
        await test.PidAsync("stopped");
        var killed = await test.PidAsync("killed");

        await test.Application.ResourceCommands.ExecuteCommandAsync("stopped", KnownResourceCommands.StopCommand, test.Deadline);
        Signals.Send(killed, Signals.Kill);

        // The one that died later is back: the other one would be, too.
        await test.Notifications.WaitForResourceAsync("killed", change =>
            change.Snapshot.State?.Text == KnownResourceStates.Running && TestApplication.PidOf(change) != killed, test.Deadline);
        Assert.Equal(KnownResourceStates.Finished, (await test.EndedAsync("stopped")).State?.Text);
    }

    [Fact]
    public async Task A_resource_that_never_ran_is_left_alone()
    {
        await using var test = new TestApplication();
        test.Builder.AddExecutable("broken", "/bin/sh", "/no/such/folder").RestartWhenItDies();
        await test.StartAsync();

        await test.EndedAsync("broken");

        Assert.DoesNotContain(await test.LinesAsync("broken"), line => line.StartsWith("exited", StringComparison.Ordinal));
    }
}
