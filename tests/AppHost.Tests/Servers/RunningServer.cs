using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EtlAspire.AppHost.Servers;
using EtlAspire.AppHost.Servers.PostgreSql;
using EtlAspire.AppHost.Servers.RabbitMq;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace EtlAspire.AppHost.Tests.Servers;

/// <summary>A prepared server that runs in a folder of its own, until the test ends.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly ServerResource _resource;
    private readonly Func<ServerSettings, string> _connectionString;
    private readonly ConcurrentQueue<string?> _output = new();
    private Process? _process;

    private RunningServer(ServerResource resource, Func<ServerSettings, string> connectionString)
    {
        (_resource, _connectionString) = (resource, connectionString);
        var folder = Directory.CreateTempSubdirectory("etl-servers-").FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101); // temporary folders are private; postgres must pass
        Settings = new ServerSettings(Path.Combine(folder, resource.Name), FreePort(), resource.UserName, "first");
    }

    public ServerSettings Settings { get; set; }

    public string ConnectionString => _connectionString(Settings);

    public static RunningServer Postgres(string database = "warehouse") =>
        new(new PostgresResource("postgres", Password(), database), settings => new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = settings.Port,
            Username = settings.UserName,
            Password = settings.Password,
            Pooling = false,
        }.ConnectionString);

    public static RunningServer RabbitMq() =>
        new(new RabbitMqResource("messaging", Password()), settings => string.Create(CultureInfo.InvariantCulture,
            $"amqp://{settings.UserName}:{settings.Password}@127.0.0.1:{settings.Port}"));

    /// <summary>Prepares and starts it, and waits until it lets its user in.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var server = await _resource.PrepareAsync(Settings, NullLogger.Instance, cancellationToken);
        var start = new ProcessStartInfo(server.Command[0], server.Command.Skip(1))
        {
            WorkingDirectory = server.WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in server.Environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data);
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        while (!await LetsInAsync(deadline.Token))
        {
            if (_process.HasExited)
                Assert.Fail($"{_resource.Name} ended: {string.Join('\n', _output)}");
            await Task.Delay(PollInterval, deadline.Token);
        }
    }

    public Task KillAsync() => EndAsync(Signals.Kill);

    /// <summary>Ends it as the orchestrator does, and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await EndAsync(Signals.Terminate);
        return _process!.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();

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

    private async Task EndAsync(int signal)
    {
        Signals.Send(_process!.Id, signal);
        using var deadline = new CancellationTokenSource(Deadline);
        await _process.WaitForExitAsync(deadline.Token);
    }

    private async Task<bool> LetsInAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _resource.ConnectAsync(ConnectionString, cancellationToken);
            return true;
        }
        catch (Exception notYet) when (notYet is NpgsqlException or BrokerUnreachableException)
        {
            return false;
        }
    }

    private static ParameterResource Password() => new("password", _ => "unused", secret: true);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
