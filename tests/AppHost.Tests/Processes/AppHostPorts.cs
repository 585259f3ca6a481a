using System.Net;
using System.Net.NetworkInformation;

namespace EtlAspire.AppHost.Tests.Processes;

/// <summary>Where an AppHost's two pages are to answer.</summary>
internal sealed record AppHostPorts(int Dashboard, int Traces)
{
    // Above the ports that Linux gives to connections (32768-60999) and Aspire to endpoints: nobody takes one by chance
    // while an AppHost that had it is killed and the next one starts.
    private const int Lowest = 61_000;

    public string DashboardLogin => $"http://localhost:{Dashboard}/login?t={AppHostProcess.Token}";

    public string TracesLogin => $"http://localhost:{Traces}/login?t={AppHostProcess.Token}";

    /// <summary>Two that nobody listens on.</summary>
    public static AppHostPorts Free()
    {
        var taken = Taken();
        var free = Enumerable.Range(Lowest, IPEndPoint.MaxPort - Lowest + 1).Except(taken).ToArray();
        Random.Shared.Shuffle(free);
        return new AppHostPorts(free[0], free[1]);
    }

    /// <summary>Whether somebody listens on one of them.</summary>
    public bool AreTaken() => Taken().Any(port => port == Dashboard || port == Traces);

    private static List<int> Taken() =>
        [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port)];
}
