using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EtlAspire.AppHost;

/// <summary>The ports that have to be free before anything is started.</summary>
internal static class Ports
{
    // A predecessor that was killed leaves its orchestrator behind, which notices within seconds and lets go of its ports.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until nobody listens on a port of ours, for as long as a dying predecessor may take.</summary>
    /// <param name="port">The port.</param>
    /// <param name="user">What is to answer there.</param>
    /// <param name="setting">Which variable chooses another one.</param>
    /// <exception cref="DistributedApplicationException">Somebody still does after 15 s.</exception>
    public static Task WaitUntilFreeAsync(int port, string user, string setting) => WaitUntilFreeAsync(port, user, setting, Patience);

    /// <summary>The same, with a patience of the caller's own.</summary>
    public static async Task WaitUntilFreeAsync(int port, string user, string setting, TimeSpan patience)
    {
        var started = Stopwatch.GetTimestamp();
        while (!IsFree(port))
        {
            if (Stopwatch.GetElapsedTime(started) > patience)
            {
                throw new DistributedApplicationException($"Port {port}, on which {user} should answer, is taken: " +
                    $"end the program that listens there, or set {setting} to another port.");
            }

            await Task.Delay(PollInterval);
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
