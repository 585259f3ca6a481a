using System.Net;
using EtlAspire.AppHost.Orchestrating;
using EtlAspire.AppHost.Servers;
using EtlAspire.AppHost.Servers.PostgreSql;
using EtlAspire.AppHost.Tests.Processes;

namespace EtlAspire.AppHost.Tests;

/// <summary>
/// The whole system from start to end, as a person has it. A start takes ten seconds or more, so a test walks through
/// several things.
/// </summary>
public sealed class LifeTests : IAsyncDisposable
{
    // 4 to 6 s on a quiet machine.
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(20);

    // The orchestrator and its helpers ask every few seconds whether the one above lives: 8 to 12 s on a quiet machine.
    private static readonly TimeSpan DeathDeadline = TimeSpan.FromSeconds(30);

    private static readonly string[] Services = ["EtlAspire.Dashboard", "EtlAspire.Extractor", "EtlAspire.Transformer", "EtlAspire.Loader"];
    private static readonly string[] Servers = ["bin/postgres -D", "beam.smp"];

    private readonly AppHostFolder _folder = new();
    private readonly AppHostPorts _ports = AppHostPorts.Free();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task It_says_where_to_go_refuses_a_second_one_and_ends_when_its_orchestrator_does()
    {
        using var appHost = _folder.Start(_ports);
        await appHost.ReadyAsync();
        await LoginsAnswerAsync();

        Assert.Single(appHost.Output, line => line == appHost.LoginLine);
        Assert.Single(appHost.Output, line => line == $"Traces at {_ports.TracesLogin}");
        Assert.DoesNotContain(appHost.Output, // as Aspire's dashboard says itself, and a script would take for ours
            line => line.Contains($"Login to the dashboard at http://localhost:{_ports.Traces}", StringComparison.Ordinal));

        // A first start makes keys in the home directory, and would be warned that they are not encrypted.
        Assert.DoesNotContain(appHost.Output, line => line.Contains("DataProtection", StringComparison.Ordinal));

        await SecondOneIsRefusedAsync();
        await LoginsAnswerAsync();

        Signals.Send(OrchestratorProcess.Find(appHost.Id)[1], Signals.Kill);
        Assert.Equal(1, await appHost.ExitedAsync(DeathDeadline));
        Assert.Single(appHost.Output, line => line.Contains("Aspire's orchestrator (dcp) has ended", StringComparison.Ordinal));
        await NothingIsLeftAsync(DeathDeadline);
    }

    [Fact]
    public async Task After_a_kill_it_starts_at_once_with_nothing_left_of_the_killed_one_and_a_stop_is_clean()
    {
        IReadOnlyList<RunningProcess> killed;
        using (var first = _folder.Start(_ports))
        {
            await first.ReadyAsync();
            killed = _folder.Processes();
            first.Send(Signals.Kill);
        }

        using var next = _folder.Start(_ports);
        await next.ReadyAsync();
        await LoginsAnswerAsync();
        await Eventually.TrueAsync(() => !killed.Any(process => process.IsRunning()), DeathDeadline,
            () => $"These outlive the killed one:\n{string.Join('\n', killed.Where(process => process.IsRunning()))}",
            TestContext.Current.CancellationToken);

        var (services, servers) = (Find(Services), Find(Servers));
        next.Send(Signals.Terminate);
        await Eventually.TrueAsync(() => servers.Any(server => !server.IsRunning()), StopDeadline, () => "All servers still run.",
            TestContext.Current.CancellationToken);
        Assert.DoesNotContain(services, service => service.IsRunning());
        Assert.Equal(0, await next.ExitedAsync(StopDeadline));
        Assert.DoesNotContain(servers, server => server.IsRunning()); // it ends last: only the orchestrator needs a moment more
        await NothingIsLeftAsync(StopDeadline);
        Assert.Empty(next.Errors);
        Assert.Equal("shut down", await PostgresStateAsync());
    }

    private List<RunningProcess> Find(IEnumerable<string> programs)
    {
        var processes = _folder.Processes();
        return [.. programs.Select(program =>
            Assert.Single(processes, process => process.CommandLine.Contains(program, StringComparison.Ordinal)))];
    }

    private async Task SecondOneIsRefusedAsync()
    {
        var before = _folder.Processes();
        using var second = _folder.Start(AppHostPorts.Free());

        Assert.Equal(1, await second.ExitedAsync(StopDeadline));
        Assert.Equal($"Another AppHost runs on the data directory {_folder.Data}: stop it, or set ETL_DATA_DIR to another directory.",
            Assert.Single(second.Errors));
        Assert.All(before, process => Assert.True(process.IsRunning(), process.CommandLine));
    }

    private async Task LoginsAnswerAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        foreach (var login in (string[])[_ports.DashboardLogin, _ports.TracesLogin])
        {
            using var answer = await http.GetAsync(new Uri(login), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Equal("/", answer.Headers.Location?.OriginalString); // with another token it is /login
        }
    }

    private async Task NothingIsLeftAsync(TimeSpan deadline)
    {
        await _folder.EmptyAsync(deadline);
        Assert.False(_ports.AreTaken());
    }

    private async Task<string> PostgresStateAsync()
    {
        const string label = "Database cluster state:";
        var program = Path.Combine(PostgresPrograms.Newest().Folder, "bin", "pg_controldata");
        var report = await Tool.RunAsync(user: null, "env", ["LC_ALL=C", program, Path.Combine(_folder.Data, "postgres", "data")],
            input: "", TestContext.Current.CancellationToken);
        return report.Split('\n').Single(line => line.StartsWith(label, StringComparison.Ordinal))[label.Length..].Trim();
    }
}
