using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EtlAspire.AspireLocal.Tests.Hosting;

public sealed class WaitingTests
{
    [Fact]
    public async Task A_dependent_starts_only_when_its_dependency_is_healthy_and_its_ready_callbacks_are_done()
    {
        await using var test = new TestApplication();
        var healthy = false;
        var ready = new TaskCompletionSource();
        test.Builder.Services.AddHealthChecks().AddCheck("server_check",
            () => healthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
        var server = test.AddShell("server", "sleep 60").WithHealthCheck("server_check")
            .OnResourceReady((_, _, _) => ready.Task);
        test.AddShell("client", "sleep 60").WaitFor(server);

        await test.StartAsync();
        await test.Notifications.WaitForResourceAsync("server",
            change => change.Snapshot.HealthReports is [{ Status: HealthStatus.Unhealthy }], test.Deadline);
        Assert.Equal(KnownResourceStates.Waiting, await StateAsync(test, "client"));

        healthy = true;
        await test.Notifications.WaitForResourceAsync("server",
            change => change.Snapshot.HealthStatus == HealthStatus.Healthy, test.Deadline);
        Assert.Equal(KnownResourceStates.Waiting, await StateAsync(test, "client"));

        ready.SetResult();
        await test.Notifications.WaitForResourceAsync("client", KnownResourceStates.Running, test.Deadline);
    }

    [Fact]
    public async Task Waiting_for_the_start_does_not_wait_for_health()
    {
        await using var test = new TestApplication();
        test.Builder.Services.AddHealthChecks().AddCheck("server_check", () => HealthCheckResult.Unhealthy());
        var server = test.AddShell("server", "sleep 60").WithHealthCheck("server_check");
        test.AddShell("client", "sleep 60").WaitForStart(server);

        await test.StartAsync();

        await test.Notifications.WaitForResourceAsync("client", KnownResourceStates.Running, test.Deadline);
    }

    [Theory]
    [InlineData("exit 3", "Finished")]
    [InlineData("exit 0", "FailedToStart")]
    public async Task Completion_counts_with_the_expected_exit_code_only(string script, string expected)
    {
        await using var test = new TestApplication();
        var job = test.AddShell("job", script);
        test.AddShell("after", "exit 0").WaitForCompletion(job, exitCode: 3);

        await test.StartAsync();

        Assert.Equal(expected, (await test.EndedAsync("after")).State?.Text);
    }

    [Fact]
    public async Task Without_a_dashboard_the_end_of_a_dependency_fails_its_dependents()
    {
        await using var test = new TestApplication();
        test.Builder.Services.AddHealthChecks().AddCheck("server_check", () => HealthCheckResult.Unhealthy());
        var server = test.AddShell("server", "exit 1").WithHealthCheck("server_check");
        test.AddShell("client", "sleep 60").WaitFor(server);

        await test.StartAsync();

        Assert.Equal(KnownResourceStates.FailedToStart, (await test.EndedAsync("client")).State?.Text);
        Assert.Contains(await test.LinesAsync("client"), line => line.Contains("'server'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_waits_for_itself()
    {
        await using var test = new TestApplication();
        var server = test.AddShell("server", "true");

        Assert.Throws<DistributedApplicationException>(() => server.WaitFor(server));
    }

    private static async Task<string?> StateAsync(TestApplication test, string resource)
    {
        var change = await test.Notifications.WaitForResourceAsync(resource, _ => true, test.Deadline);
        return change.Snapshot.State?.Text;
    }
}
