using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace EtlAspire.Benchmarks.Hosting;

/// <summary>The AppHost as run.sh starts it, on ports and data of its own. Disposed, it has stopped all that it started.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan LogGrace = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly StreamWriter _log;

    private AppHostProcess(Process process, long startedAt, string logPath, Uri address, string token)
    {
        _process = process;
        _log = new StreamWriter(logPath, append: false) { AutoFlush = true };
        StartedAt = startedAt;
        LogPath = logPath;
        Address = address;
        Token = token;
        process.OutputDataReceived += (_, line) => Log(line.Data);
        process.ErrorDataReceived += (_, line) => Log(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>When it was started, as a timestamp of <see cref="Stopwatch"/>.</summary>
    public long StartedAt { get; }

    /// <summary>Where all that it prints is written.</summary>
    public string LogPath { get; }

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
            WorkingDirectory = places.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Settings(places, data, replicas, address, traces, token))
            info.Environment[name] = value;

        Directory.CreateDirectory(places.Cache);
        var startedAt = Stopwatch.GetTimestamp();
        return new AppHostProcess(await SpawnAsync(info), startedAt, places.AppHostLog, address, token);
    }

    /// <summary>Stops it and all that it started. How long it took until the last process was gone.</summary>
    /// <exception cref="BenchmarkException">A process outlived the AppHost, and was killed.</exception>
    public async Task<TimeSpan> StopAsync()
    {
        var started = Stopwatch.GetTimestamp();
        var survivors = await SystemStop.EndAsync(_process);
        var took = Stopwatch.GetElapsedTime(started);
        return survivors.Count == 0
            ? took
            : throw new BenchmarkException("These processes did not end when the system was stopped, and were killed: "
                + $"{string.Join(", ", survivors.Select(process => $"{process.Service} ({process.Id})"))}. See {LogPath}.");
    }

    public async ValueTask DisposeAsync()
    {
        await SystemStop.EndAsync(_process);
        using var grace = new CancellationTokenSource(LogGrace);
        await _process.WaitForExitAsync(grace.Token) // to the end of what it printed
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
            ["ASPNETCORE_URLS"] = traces.OriginalString, // where Aspire's dashboard answers
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true", // by http
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
}
