using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.Processes;

namespace EtlAspire.AspireLocal.Tests.Hosting;

/// <summary>An AppHost in a process of its own, since it has to die.</summary>
public sealed class AppHostDeathTests : IDisposable
{
    private readonly string _dataDirectory = Directory.CreateTempSubdirectory("hosting-test-").FullName;
    private readonly CancellationTokenSource _deadline =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public AppHostDeathTests() => _deadline.CancelAfter(TimeSpan.FromSeconds(30));

    [Fact]
    public async Task Killing_the_AppHost_kills_its_children_and_the_next_one_starts()
    {
        using (var appHost = Start())
        {
            var (child, orphan) = await ChildrenAsync(appHost);

            appHost.Kill(entireProcessTree: false);

            await Processes.EndedAsync(child, _deadline.Token);
            Signals.Send(orphan, Signals.Kill); // of a shell that could not see to it any more
        }

        using var next = Start();
        var (again, grandchild) = await ChildrenAsync(next);
        await EndAsync(next, again, grandchild);
    }

    [Fact]
    public async Task A_terminated_AppHost_stops_everything_and_exits_with_0()
    {
        using var appHost = Start();
        var (child, grandchild) = await ChildrenAsync(appHost);

        await EndAsync(appHost, child, grandchild);
    }

    public void Dispose()
    {
        _deadline.Dispose();
        Directory.Delete(_dataDirectory, recursive: true);
    }

    private Process Start() => Process.Start(new ProcessStartInfo(DotnetHost.Path,
        ["exec", new Probe().AssemblyPath, "as-apphost", $"--ETL_DATA_DIR={_dataDirectory}"])
    {
        RedirectStandardOutput = true,
    })!;

    private async Task<(int Child, int Grandchild)> ChildrenAsync(Process appHost) =>
        (await NumberAsync(appHost, "[child] child "), await NumberAsync(appHost, "[child] grandchild "));

    private async Task<int> NumberAsync(Process appHost, string prefix)
    {
        while (await appHost.StandardOutput.ReadLineAsync(_deadline.Token) is { } line)
            if (line.StartsWith(prefix, StringComparison.Ordinal))
                return int.Parse(line[prefix.Length..], CultureInfo.InvariantCulture);

        throw new InvalidOperationException($"The AppHost ended without a line \"{prefix}\".");
    }

    private async Task EndAsync(Process appHost, int child, int grandchild)
    {
        Signals.Send(appHost.Id, Signals.Terminate);
        await appHost.StandardOutput.ReadToEndAsync(_deadline.Token);
        await appHost.WaitForExitAsync(_deadline.Token);

        Assert.Equal(0, appHost.ExitCode);
        Assert.False(Processes.IsAlive(child));
        await Processes.EndedAsync(grandchild, _deadline.Token);
    }
}
