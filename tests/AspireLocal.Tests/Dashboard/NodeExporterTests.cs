using System.Diagnostics;
using System.Reflection;
using Aspire.Dashboard.Telemetry;

namespace EtlAspire.AspireLocal.Tests.Dashboard;

/// <summary>What OpenTelemetry's Node.js exporters send is understood.</summary>
public sealed class NodeExporterTests(RunningDashboard dashboard) : IClassFixture<RunningDashboard>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("grpc")]
    [InlineData("proto")]
    public async Task A_trace_arrives(string protocol)
    {
        var url = protocol == "grpc" ? dashboard.App.OtlpGrpcUrl : dashboard.App.OtlpHttpUrl;

        var traceId = await SendAsync(protocol, url.ToString().TrimEnd('/'));

        var spans = dashboard.Store.FindTrace(traceId)!.Spans;
        Assert.Equal(["child", "parent"], spans.Select(span => span.Name).Order(StringComparer.Ordinal));
        var parent = spans.Single(span => span.Name == "parent");
        var child = spans.Single(span => span.Name == "child");
        Assert.Equal(parent.SpanId, child.ParentSpanId);
        Assert.Equal((SpanStatus.Error, "it broke"), (child.Status, child.StatusMessage));
        Assert.Equal("42 [a, b] 0.5 true", string.Join(' ', parent.Attributes.Select(attribute => attribute.Value)));
        if (protocol == "proto")
            Assert.Equal(7, dashboard.Store.FindSeries("node-proto", "sender", "things", DateTimeOffset.MinValue)[0].Points[^1].Value);
    }

    private static async Task<string> SendAsync(string protocol, string url)
    {
        var folder = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "NodeExporterFolder").Value!;
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "send.js"), protocol, url, RunningDashboard.Key])
        {
            RedirectStandardOutput = true,
        })!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        var output = await node.StandardOutput.ReadToEndAsync(deadline.Token);
        await node.WaitForExitAsync(deadline.Token);
        Assert.Equal(0, node.ExitCode);
        return output.Trim();
    }
}
