using Aspire.Dashboard.Resources;
using Aspire.Hosting.DashboardHost;
using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.AspireLocal.Tests.Hosting;

/// <summary>What the dashboard shows of resources, and what its buttons do.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task An_http_command_sends_the_request_that_was_prepared()
    {
        await using var test = new TestApplication();
        var sent = new List<string>();
        test.AddProbe("api").WithHttpCommand("/health", "Look", commandName: "look", commandOptions: new HttpCommandOptions
        {
            Method = HttpMethod.Get,
            PrepareRequest = context =>
            {
                sent.Add($"{context.Request.Method} {context.Request.RequestUri!.PathAndQuery} of {context.ResourceName}");
                return Task.CompletedTask;
            },
        });
        await test.StartAsync();
        await test.Notifications.WaitForResourceHealthyAsync("api", test.Deadline);

        var result = await test.Application.ResourceCommands.ExecuteCommandAsync("api", "look", test.Deadline);

        Assert.True(result.Success, result.Message);
        Assert.StartsWith("GET /health of api", Assert.Single(sent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_is_refused_says_why()
    {
        await using var test = new TestApplication();
        test.AddProbe("api").WithHttpCommand("/not-there", "Get lost", commandName: "get-lost");
        await test.StartAsync();
        await test.Notifications.WaitForResourceHealthyAsync("api", test.Deadline);

        var refused = await test.Application.ResourceCommands.ExecuteCommandAsync("api", "get-lost", test.Deadline);
        var unknown = await test.Application.ResourceCommands.ExecuteCommandAsync("api", "jump", test.Deadline);

        Assert.Equal((false, "Request failed with status code NotFound"), (refused.Success, refused.Message));
        Assert.Contains("'jump' not available", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_shows_state_address_secrets_and_commands()
    {
        await using var test = new TestApplication();
        test.AddProbe("api").WithEnvironment("API_TOKEN", "hidden").WithEnvironment("COLOUR", "blue")
            .WithHttpCommand("/health", "Look", commandName: "look");
        await test.StartAsync();
        await test.Notifications.WaitForResourceHealthyAsync("api", test.Deadline);
        var list = test.Application.Services.GetRequiredService<ResourceList>();

        var api = Assert.Single(list.Resources);

        Assert.Equal(("api", "Project", KnownResourceStates.Running), (api.Name, api.Type, api.State));
        Assert.StartsWith("http://localhost:", Assert.Single(api.Urls).Url, StringComparison.Ordinal);
        Assert.Equal((true, false), (Variable(api, "API_TOKEN").IsSecret, Variable(api, "COLOUR").IsSecret));
        Assert.Equal(["Look", "Stop", "Restart"], api.Commands.Where(command => command.IsEnabled).Select(command => command.Label));
        Assert.Null(await list.ExecuteAsync(api.Id, KnownResourceCommands.StopCommand, test.Deadline));
        Assert.Equal(["Start"], Assert.Single(list.Resources).Commands.Where(command => command.IsEnabled).Select(command => command.Label));
    }

    [Fact]
    public async Task A_port_of_the_dashboard_that_is_taken_is_named()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://localhost:{((System.Net.IPEndPoint)taken.LocalEndpoint).Port}";
        await using var test = new TestApplication("--DcpPublisher:RandomizePorts=false", $"--ASPNETCORE_URLS={address}");
        test.Builder.Services.AddSingleton(new DistributedApplicationOptions { DisableDashboard = false });

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(test.StartAsync);

        Assert.Contains(address, failure.Message, StringComparison.Ordinal);
        Assert.Contains("ASPNETCORE_URLS", failure.Message, StringComparison.Ordinal);
    }

    private static ResourceVariable Variable(ResourceView resource, string name) =>
        resource.Environment.Single(variable => variable.Name == name);
}
