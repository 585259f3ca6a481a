using Aspire.Hosting.Testing;
using EtlAspire.HostingProbe;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EtlAspire.AspireLocal.Tests.Hosting;

public sealed class EntryPointTests : IDisposable
{
    private readonly string _dataDirectory = Directory.CreateTempSubdirectory("hosting-test-").FullName;
    private readonly CancellationTokenSource _deadline =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public EntryPointTests() => _deadline.CancelAfter(TimeSpan.FromSeconds(30));

    [Fact]
    public async Task An_AppHost_runs_under_the_tests_hand_and_ends_with_it()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<EntryPoint>(
            ["as-apphost", $"--ETL_DATA_DIR={_dataDirectory}"], _deadline.Token);
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        var child = Assert.Single(builder.Resources);
        Assert.True(builder.Configuration.GetSection("DcpPublisher")["RandomizePorts"] == "true");

        int pid;
        await using (var application = await builder.BuildAsync(_deadline.Token))
        {
            Assert.Throws<InvalidOperationException>(() => application.GetEndpoint(child.Name));
            await application.StartAsync(_deadline.Token);
            var running = await application.ResourceNotifications.WaitForResourceHealthyAsync(child.Name, _deadline.Token);
            pid = TestApplication.PidOf(running);
            Assert.True(Processes.IsAlive(pid));
            Assert.Throws<ArgumentException>(() => application.GetEndpoint("nobody"));
            Assert.Throws<ArgumentException>(() => application.GetEndpoint(child.Name, "http"));
        }

        Assert.False(Processes.IsAlive(pid));
    }

    [Fact]
    public async Task What_the_test_configures_is_there_before_the_AppHosts_own_code()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<EntryPoint>(
            ["as-apphost"], (_, settings) => settings.EnvironmentName = "Staging", _deadline.Token);

        Assert.True(builder.Environment.IsStaging());
    }

    [Fact]
    public async Task An_entry_point_that_builds_nothing_is_reported() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            DistributedApplicationTestingBuilder.CreateAsync<EntryPoint>(["as-nothing"], _deadline.Token));

    public void Dispose()
    {
        _deadline.Dispose();
        Directory.Delete(_dataDirectory, recursive: true);
    }
}
