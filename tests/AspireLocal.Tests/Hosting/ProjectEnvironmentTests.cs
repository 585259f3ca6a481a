using System.Net.Http.Json;
using Aspire.Hosting.Testing;

namespace EtlAspire.AspireLocal.Tests.Hosting;

public sealed class ProjectEnvironmentTests
{
    [Fact]
    public async Task A_project_gets_its_profile_its_address_its_references_and_telemetry()
    {
        await using var test = new TestApplication("--environment=Development");
        var api = test.AddProbe("api");
        var web = test.AddProbe("my-web").WithReference(api).WaitFor(api)
            .WithEnvironment("API", $"{api.GetEndpoint("http")}/v1")
            .WithEnvironment("API_PORT", $"{api.GetEndpoint("http").Property(EndpointProperty.Port)}")
            .WithEnvironment("PROBE_PROFILE", "from the AppHost");
        Assert.NotNull(web);

        await test.StartAsync();
        await test.Notifications.WaitForResourceHealthyAsync("my-web", test.Deadline);
        using var client = test.Application.CreateHttpClient("my-web");
        var variables = await client.GetFromJsonAsync<Dictionary<string, string>>("/environment", test.Deadline);

        var address = test.Application.GetEndpoint("api").ToString().TrimEnd('/');
        Assert.NotNull(variables);
        Assert.Equal(address, variables["services__api__http__0"]);
        Assert.Equal(address, variables["API_HTTP"]);
        Assert.Equal($"{address}/v1", variables["API"]);
        Assert.Equal(new Uri(address).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), variables["API_PORT"]);
        Assert.Equal(test.Application.GetEndpoint("my-web").ToString().TrimEnd('/'), variables["ASPNETCORE_URLS"]);
        Assert.Equal("Development", variables["ASPNETCORE_ENVIRONMENT"]);
        Assert.Equal("http", variables["DOTNET_LAUNCH_PROFILE"]);
        Assert.Equal("from the AppHost", variables["PROBE_PROFILE"]);
        Assert.Equal("my-web", variables["OTEL_SERVICE_NAME"]);
        Assert.Matches("^service.instance.id=[a-z]{8}$", variables["OTEL_RESOURCE_ATTRIBUTES"]);
        Assert.Equal("1000", variables["OTEL_BSP_SCHEDULE_DELAY"]);
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", variables.Keys);
    }

    [Fact]
    public async Task Telemetry_goes_where_the_configuration_says()
    {
        await using var test = new TestApplication("--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:4317");
        test.AddProbe("api");

        await test.StartAsync();
        var running = await test.Notifications.WaitForResourceAsync("api",
            change => change.Snapshot.State?.Text == KnownResourceStates.Running, test.Deadline);

        var variables = running.Snapshot.EnvironmentVariables.ToDictionary(variable => variable.Name, variable => variable.Value);
        Assert.Equal("http://localhost:4317", variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("grpc", variables["OTEL_EXPORTER_OTLP_PROTOCOL"]);
    }

    [Fact]
    public async Task Replicas_share_a_port_and_each_answers()
    {
        await using var test = new TestApplication();
        test.AddProbe("api").WithReplicas(2);

        await test.StartAsync();
        await test.Notifications.WaitForResourceHealthyAsync("api", test.Deadline);

        // Health is asked of the port they share: the second may still be starting.
        var pids = new HashSet<int>();
        while (pids.Count < 2)
        {
            using var client = new HttpClient { BaseAddress = test.Application.GetEndpoint("api") }; // its own connection
            pids.Add(await client.GetFromJsonAsync<int>("/pid", test.Deadline));
        }
    }
}
