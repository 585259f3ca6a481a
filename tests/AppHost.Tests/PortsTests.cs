using System.Net;
using System.Net.Sockets;
using EtlAspire.AppHost.Tests.Processes;

namespace EtlAspire.AppHost.Tests;

public sealed class PortsTests : IDisposable
{
    private static readonly TimeSpan NoPatience = TimeSpan.Zero;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpListener _other = new(IPAddress.Loopback, AppHostPorts.Free().Dashboard);

    private int Port => ((IPEndPoint)_other.LocalEndpoint).Port;

    public PortsTests() => _other.Start();

    public void Dispose() => _other.Dispose();

    [Fact]
    public async Task A_port_that_stays_taken_is_refused_with_what_to_do()
    {
        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => Ports.WaitUntilFreeAsync(Port, "the page", "ETL_PORT", NoPatience));

        Assert.Equal($"Port {Port}, on which the page should answer, is taken: end the program that listens there, " +
            "or set ETL_PORT to another port.", refused.Message);
    }

    [Fact]
    public async Task A_port_that_is_let_go_of_is_waited_for()
    {
        var waiting = Ports.WaitUntilFreeAsync(Port, "the page", "ETL_PORT", Patience);
        Assert.False(waiting.IsCompleted);

        _other.Stop();

        await waiting;
    }
}
