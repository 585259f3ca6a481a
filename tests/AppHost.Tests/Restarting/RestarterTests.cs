using EtlAspire.AppHost.Restarting;
using EtlAspire.AppHost.Servers;

namespace EtlAspire.AppHost.Tests.Restarting;

public sealed class RestarterTests
{
    [Fact]
    public async Task What_is_killed_is_started_again_and_again_and_what_is_told_to_stop_is_not()
    {
        await using var test = new TestApplication();
        test.AddShell("stopped", "exec sleep 60").RestartWhenItDies();
        test.AddShell("killed", "exec sleep 60").RestartWhenItDies();
        await test.StartAsync();
        await test.PidAsync("stopped");
        var pids = new HashSet<int> { await test.PidAsync("killed") };

        await test.Application.ResourceCommands.ExecuteCommandAsync("stopped", KnownResourceCommands.StopCommand, test.Deadline);
        for (var deaths = 1; deaths <= 2; deaths++)
        {
            Signals.Send(pids.Last(), Signals.Kill);
            pids.Add(await test.PidAsync("killed", except: pids));
        }

        // The one that died later is back, twice: the other one would be, too.
        Assert.Equal(3, pids.Count);
        Assert.Contains(await test.EndedAsync("stopped"), KnownResourceStates.TerminalStates);
    }
}
