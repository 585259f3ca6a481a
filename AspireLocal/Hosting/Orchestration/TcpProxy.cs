using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Orchestration;

/// <summary>Listens on a public port and passes each connection on to the next replica that takes it.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<TcpListener> _listeners = [];
    private readonly IReadOnlyList<int> _targets;
    private readonly Task _accepting;
    private int _next = -1;

    public TcpProxy(int port, IReadOnlyList<int> targets)
    {
        _targets = targets;
        _listeners.Add(new TcpListener(IPAddress.Loopback, port));
        if (Socket.OSSupportsIPv6)
            _listeners.Add(new TcpListener(IPAddress.IPv6Loopback, port));
        _accepting = Task.WhenAll(_listeners.Select(AcceptAsync));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        foreach (var listener in _listeners)
            listener.Stop();
        await _accepting.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            listener.Start();
            while (!_stop.IsCancellationRequested)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false), _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // stopped
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            // A machine without IPv6 on its loopback.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using (client)
        {
            using var server = await ConnectAsync(stop).ConfigureAwait(false);
            if (server is null)
                return;

            client.NoDelay = server.NoDelay = true;
            await Task.WhenAll(CopyAsync(client, server, ended), CopyAsync(server, client, ended)).ConfigureAwait(false);
        }
    }

    private async Task<TcpClient?> ConnectAsync(CancellationToken stop)
    {
        for (var i = 0; i < _targets.Count; i++)
        {
            var target = _targets[(int)((uint)Interlocked.Increment(ref _next) % (uint)_targets.Count)];
            var server = new TcpClient();
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, target, stop).ConfigureAwait(false);
                return server;
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                server.Dispose(); // this replica is down: on to the next
            }
        }

        return null;
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to, CancellationTokenSource ended)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream(), ended.Token).ConfigureAwait(false);
            to.Client.Shutdown(SocketShutdown.Send); // the other direction may still have something to say
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException
            or ObjectDisposedException or InvalidOperationException)
        {
            await ended.CancelAsync().ConfigureAwait(false); // broken one way is broken
        }
    }
}
