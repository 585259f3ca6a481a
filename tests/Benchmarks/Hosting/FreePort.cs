using System.Net;
using System.Net.Sockets;

namespace EtlAspire.Benchmarks.Hosting;

internal static class FreePort
{
    /// <summary>A port that nobody listens on, until somebody takes it.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
