using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Processes;
using Aspire.Hosting.Servers;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;

namespace EtlAspire.AspireLocal.Tests.Servers;

/// <summary>A prepared server that runs in a folder of its own, until the test ends.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly Func<ServerSettings, CancellationToken, Task<ServerProcess>> _prepare;
    private readonly ConcurrentQueue<string> _output = new();
    private ChildProcess? _process;

    private RunningServer(string name, Func<ServerSettings, CancellationToken, Task<ServerProcess>> prepare)
    {
        _prepare = prepare;
        var folder = Directory.CreateTempSubdirectory("etl-servers-").FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101); // temporary folders are private; postgres must pass
        Settings = new ServerSettings(name, Path.Combine(folder, name), FreePort(), "etl", "first");
    }

    public ServerSettings Settings { get; set; }

    public Task<int> Exited => _process!.Exited;

    public static RunningServer Postgres() =>
        new("postgres", (settings, ct) => PostgresServer.PrepareAsync(settings, NullLogger.Instance, ct));

    public static RunningServer RabbitMq() =>
        new("messaging", async (settings, ct) => (await RabbitMqServer.PrepareAsync(settings, NullLogger.Instance, ct))[^1]);

    /// <summary>Prepares and starts it, and waits until it is healthy.</summary>
    public async Task StartAsync(IHealthCheck health, CancellationToken cancellationToken)
    {
        _process = await ChildProcess.StartAsync(await _prepare(Settings, cancellationToken), [], (line, _) => _output.Enqueue(line));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        while (!await IsHealthyAsync(health, deadline.Token))
        {
            if (_process.Exited.IsCompleted)
                Assert.Fail($"{Settings.Name} ended: {string.Join('\n', _output)}");
            await Task.Delay(PollInterval, deadline.Token);
        }
    }

    public async Task KillAsync()
    {
        Signals.Send(_process!.Id, Signals.Kill);
        await _process.Exited.WaitAsync(Deadline);
    }

    public Task StopAsync() => _process!.StopAsync(Deadline);

    public async ValueTask DisposeAsync()
    {
        if (_process is { Exited.IsCompleted: false })
            await KillAsync();

        // The orphans of a killed postmaster still write for a moment.
        var folder = Path.GetDirectoryName(Settings.DataDirectory)!;
        for (var attempt = 0; Directory.Exists(folder) && attempt < 20; attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                await Task.Delay(PollInterval);
            }
        }
    }

    private static async Task<bool> IsHealthyAsync(IHealthCheck health, CancellationToken cancellationToken)
    {
        var context = new HealthCheckContext { Registration = new HealthCheckRegistration("server", health, null, null) };
        try
        {
            return (await health.CheckHealthAsync(context, cancellationToken)).Status == HealthStatus.Healthy;
        }
        catch (Exception notYet) when (notYet is Npgsql.NpgsqlException or RabbitMQ.Client.Exceptions.BrokerUnreachableException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
