using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using EtlAspire.AppHost.Servers;

namespace EtlAspire.AppHost.Tests.Processes;

/// <summary>
/// The built AppHost in a process of its own. Disposed, it is killed; what it started is ended with its folder.
/// </summary>
internal sealed class AppHostProcess : IDisposable
{
    public const string Token = "apphost-tests";

    // The broker takes up to 20 s to boot, and a killed predecessor up to 15 s to go; a loaded machine doubles that.
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90);

    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly Process _process;

    private AppHostProcess(Process process, AppHostPorts ports)
    {
        (_process, Ports) = (process, ports);
        process.OutputDataReceived += (_, line) => Keep(line.Data, _output);
        process.ErrorDataReceived += (_, line) => Keep(line.Data, _errors);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public AppHostPorts Ports { get; }

    public int Id => _process.Id;

    public IReadOnlyCollection<string> Output => _output;

    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>The line that says where the Dashboard is.</summary>
    public string LoginLine => $"Login to the dashboard at {Ports.DashboardLogin}";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static AppHostProcess Start(AppHostFolder folder, AppHostPorts ports, IEnumerable<KeyValuePair<string, string>> settings,
        params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Assembly(), .. arguments])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToList())
            start.Environment.Remove(name); // what the one who runs the tests has set for himself
        foreach (var (name, value) in Environment(folder, ports).Concat(settings))
            start.Environment[name] = value;
        return new AppHostProcess(Process.Start(start)!, ports);
    }

    /// <summary>Waits until it has said where to go.</summary>
    public async Task ReadyAsync()
    {
        await Eventually.TrueAsync(() => _output.Contains(LoginLine) || _process.HasExited, StartDeadline, Said, Cancelled);
        Assert.False(_process.HasExited, Said());
    }

    public void Send(int signal) => Signals.Send(Id, signal);

    /// <summary>Its exit code, when it has ended and all that it printed is there.</summary>
    public async Task<int> ExitedAsync(TimeSpan deadline)
    {
        await Eventually.TrueAsync(() => _process.HasExited, deadline, Said, Cancelled);
        await _process.WaitForExitAsync(Cancelled).WaitAsync(deadline, Cancelled);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Send(Signals.Kill);
        _process.Dispose();
    }

    private static Dictionary<string, string> Environment(AppHostFolder folder, AppHostPorts ports) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development", // as run.sh has it
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["ASPIRE_DASHBOARD_PERSISTENCE_MODE"] = "None",
        ["ETL_DATA_DIR"] = folder.Data,
        ["ETL_DASHBOARD_PORT"] = ports.Dashboard.ToString(CultureInfo.InvariantCulture),
        ["ETL_TRACES_PORT"] = ports.Traces.ToString(CultureInfo.InvariantCulture),
        ["ETL_SERVERS"] = "processes",
        ["ETL_TOKEN"] = Token,

        // User secrets, and what a killed orchestrator leaves.
        ["HOME"] = folder.Home,
        ["TMPDIR"] = folder.Temporary,
    };

    private static bool IsOurs(string name) =>
        name == "ASPNETCORE_URLS" || ((string[])["ETL_", "ConnectionStrings__", "OTEL_"]).Any(name.StartsWith);

    // artifacts/bin/AppHost.Tests/release is where we run.
    private static string Assembly()
    {
        var ours = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(ours.Parent!.Parent!.FullName, "AppHost", ours.Name, "EtlAspire.AppHost.dll");
    }

    private static void Keep(string? line, ConcurrentQueue<string> lines)
    {
        if (line is not null)
            lines.Enqueue(line);
    }

    private string Said() => $"The AppHost said:\n{string.Join('\n', _output.Concat(_errors))}";
}
