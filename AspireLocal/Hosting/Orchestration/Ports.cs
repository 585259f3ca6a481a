using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Orchestration;

internal static class Ports
{
    // Below the range from which Linux takes the local end of outgoing connections: those could take a port between
    // the moment it is chosen and the moment its server listens.
    private const int First = 20_000;
    private const int Last = 32_000;
    private const int Tries = 1_000;

    private static readonly Lock Guard = new();
    private static readonly HashSet<int> Given = [];

    public static int Choose()
    {
        lock (Guard)
        {
            for (var i = 0; i < Tries; i++)
            {
                var port = Random.Shared.Next(First, Last);
                if (IsFree(port) && Given.Add(port))
                    return port;
            }
        }

        throw new DistributedApplicationException($"No free port was found between {First} and {Last}.");
    }

    public static bool IsFree(int port) => CanListen(IPAddress.Loopback, port)
        && (!Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Loopback, port));

    private static bool CanListen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return true; // a machine without IPv6 on its loopback
        }
        catch (SocketException)
        {
            return false;
        }
        finally
        {
            listener.Stop();
        }
    }
}
