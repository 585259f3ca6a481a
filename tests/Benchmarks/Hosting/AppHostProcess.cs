using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace EtlAspire.Benchmarks.Hosting;

/// <summary>The AppHost as run.sh starts it, on ports and data of its own. Disposed, it has stopped all that it started.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StreamWriter _log;

    private AppHostProcess(Process process, StreamWriter log, Uri address, string token)
    {
        _process = process;
        _log = log;
        Address = address;
        Token = token;
        process.OutputDataReceived += (_, line) => Log(line.Data);
        process.ErrorDataReceived += (_, line) => Log(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Where the Dashboard will answer.</summary>
    public Uri Address { get; }

    /// <summary>Opens it.</summary>
    public string Token { get; }

    /// <exception cref="BenchmarkException">It is not built.</exception>
    public static async Task<AppHostProcess> StartAsync(Places places, DirectoryInfo data, int replicas)
    {
        if (!File.Exists(places.AppHostAssembly))
            throw new BenchmarkException($"{places.AppHostAssembly} is missing: start the benchmark by ./bench.sh, which builds it.");

        var address = new Uri($"http://localhost:{FreePort.Find()}");
        var traces = new Uri($"http://localhost:{FreePort.Find()}");
        var token = Guid.NewGuid().ToString("N");
        var info = new ProcessStartInfo("setpriv", ["--pdeathsig", "TERM", "--", "dotnet", "exec", places.AppHostAssembly])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Settings(places, data, replicas, address, traces, token))
            info.Environment[name] = value;

        Directory.CreateDirectory(places.Cache);
        var log = new StreamWriter(places.AppHostLog, append: false) { AutoFlush = true };
        return new AppHostProcess(await SpawnAsync(info), log, address, token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _ = SendSignal(_process.Id, Terminate);
        using var grace = new CancellationTokenSource(StopGrace);
        try
        {
            await _process.WaitForExitAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        await _log.DisposeAsync();
    }

    /// <summary>
    /// Starts a child that gets a signal when we die, whatever ends us. Linux sends it when the <em>thread</em> that started
    /// the child ends, so this one never does.
    /// </summary>
    private static Task<Process> SpawnAsync(ProcessStartInfo info)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(Spawn) { IsBackground = true, Name = "AppHost" }.Start();
        return started.Task;

        void Spawn()
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
            catch (Win32Exception exception)
            {
                started.SetException(new BenchmarkException($"The AppHost cannot be started: {exception.Message}", exception));
            }

            Thread.CurrentThread.Join();
        }
    }

    private static Dictionary<string, string> Settings(
        Places places, DirectoryInfo data, int replicas, Uri address, Uri traces, string token) => new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["DOTNET_GCgen0size"] = "0x1000000", // as run.sh has it
            ["ETL_DASHBOARD_PORT"] = address.Port.ToString(CultureInfo.InvariantCulture),
            ["ETL_TRACES_PORT"] = traces.Port.ToString(CultureInfo.InvariantCulture),
            ["AppHost__BrowserToken"] = token,
            ["ETL_TOKEN"] = token,
            ["ETL_DATA_DIR"] = data.FullName,
            ["ETL_FILES_DIR"] = places.Files,
            ["ETL_REPLICAS"] = replicas.ToString(CultureInfo.InvariantCulture),
        };

    private void Log(string? line)
    {
        if (line is null)
            return;
        lock (_log)
            _log.WriteLine(line);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
