using System.Diagnostics;
using Aspire.Hosting.Processes;

namespace EtlAspire.AspireLocal.Tests.Hosting;

public sealed class LifetimeTests
{
    private const string Stubborn = "trap '' TERM; while :; do sleep 1; done";

    [Fact]
    public async Task A_process_that_ends_leaves_its_exit_code_and_its_last_lines()
    {
        await using var test = new TestApplication();
        test.AddShell("job", "echo to stdout; echo to stderr >&2; exit 7");

        await test.StartAsync();
        var ended = await test.EndedAsync("job");

        Assert.Equal(KnownResourceStates.Finished, ended.State?.Text);
        Assert.Equal(7, ended.ExitCode);
        var lines = await test.LinesAsync("job");
        Assert.Contains("to stdout", lines);
        Assert.Contains("to stderr", lines);
        Assert.Equal("exited with code 7", lines[^1]);
    }

    [Fact]
    public async Task A_program_that_does_not_exist_fails_by_name()
    {
        await using var test = new TestApplication();
        test.Builder.AddExecutable("job", "/no/such/program", "/no/such/folder");

        await test.StartAsync();

        Assert.Equal(KnownResourceStates.FailedToStart, (await test.EndedAsync("job")).State?.Text);
        Assert.Contains(await test.LinesAsync("job"), line => line.Contains("/no/such/folder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stopping_the_application_ends_even_what_refuses_and_dependents_first()
    {
        var order = new List<string>();
        await using var test = new TestApplication();
        var server = test.AddShell("server", "sleep 60");
        test.AddShell("client", Stubborn).WaitForStart(server);
        await test.StartAsync();
        int[] pids = [await test.PidAsync("server"), await test.PidAsync("client")];
        var watch = Stopwatch.StartNew();
        var watching = new TaskCompletionSource();
        var stopping = Task.Run(async () =>
        {
            await foreach (var change in test.Notifications.WatchAsync(test.Deadline))
            {
                watching.TrySetResult();
                if (KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text))
                    order.Add(change.Resource.Name);
                if (order.Count == 2)
                    return;
            }
        }, test.Deadline);

        await watching.Task.WaitAsync(test.Deadline); // who looks later is told of both ends at once
        await test.Application.StopAsync(test.Deadline);

        await stopping;
        Assert.Equal(["client", "server"], order);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed}");
        Assert.DoesNotContain(pids, Processes.IsAlive);
    }

    [Fact]
    public async Task Who_stops_an_application_that_is_being_stopped_waits_for_its_end()
    {
        await using var test = new TestApplication();
        test.AddShell("slow", "trap 'sleep 0.5; exit' TERM; echo ready; sleep 60 & wait");
        await test.StartAsync();
        var pid = await test.PidAsync("slow");
        await test.LineAsync("slow", text => text == "ready");

        var first = test.Application.StopAsync(test.Deadline);
        await test.Application.StopAsync(test.Deadline);

        Assert.False(Processes.IsAlive(pid));
        await first;
    }

    [Fact]
    public async Task What_a_process_started_ends_with_it()
    {
        await using var test = new TestApplication();
        test.AddShell("parent", "sleep 61 & echo $!; wait");
        await test.StartAsync();
        var parent = await test.PidAsync("parent");
        var line = await test.LineAsync("parent", text => text.All(char.IsDigit));
        var grandchild = int.Parse(line, System.Globalization.CultureInfo.InvariantCulture);

        Signals.Send(parent, Signals.Kill);

        await Processes.EndedAsync(grandchild, test.Deadline);
    }

    [Fact]
    public async Task Commands_stop_start_and_restart_a_resource()
    {
        await using var test = new TestApplication();
        test.AddShell("server", "sleep 60");
        await test.StartAsync();
        var first = await test.PidAsync("server");
        var commands = test.Application.ResourceCommands;

        Assert.False((await commands.ExecuteCommandAsync("server", KnownResourceCommands.StartCommand, test.Deadline)).Success);
        Assert.True((await commands.ExecuteCommandAsync("server", KnownResourceCommands.StopCommand, test.Deadline)).Success);
        Assert.False(Processes.IsAlive(first));
        Assert.True((await commands.ExecuteCommandAsync("server", KnownResourceCommands.StartCommand, test.Deadline)).Success);
        var second = await test.PidAsync("server");
        Assert.True((await commands.ExecuteCommandAsync("server", KnownResourceCommands.RestartCommand, test.Deadline)).Success);

        var third = await test.PidAsync("server");
        Assert.Equal(3, new HashSet<int> { first, second, third }.Count);
        Assert.False(Processes.IsAlive(second));
    }

    [Fact]
    public async Task A_second_application_on_the_same_data_is_refused()
    {
        await using var test = new TestApplication();
        await test.StartAsync();
        await using var other = new TestApplication($"--ETL_DATA_DIR={test.DataDirectory}");

        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(other.StartAsync);

        Assert.Contains("ETL_DATA_DIR", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_earlier_AppHost_left_behind_is_ended_and_nothing_else()
    {
        await using var test = new TestApplication();
        using var leftover = Process.Start("sleep", "62");
        using var stranger = Process.Start("sleep", "63");
        var folder = Directory.CreateDirectory(Path.Combine(test.DataDirectory, "apphost")).FullName;
        var reused = ProcessIdentity.Of(stranger.Id)! with { StartTime = "1" }; // the same id, another process
        await File.WriteAllTextAsync(Path.Combine(folder, "processes"), $"{ProcessIdentity.Of(leftover.Id)}\n{reused}\n", test.Deadline);

        await test.StartAsync();

        Assert.False(Processes.IsAlive(leftover.Id));
        Assert.True(Processes.IsAlive(stranger.Id));
        stranger.Kill();
    }

    [Fact]
    public async Task A_fixed_port_that_is_taken_is_named()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        await using var test = new TestApplication("--DcpPublisher:RandomizePorts=false");
        test.AddShell("api", "true").WithHttpEndpoint(port);

        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(test.StartAsync);

        Assert.Contains($"Port {port}", refused.Message, StringComparison.Ordinal);
    }
}
