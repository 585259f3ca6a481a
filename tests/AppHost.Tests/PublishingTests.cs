using System.Text.Json.Nodes;
using EtlAspire.AppHost.Tests.Processes;

namespace EtlAspire.AppHost.Tests;

/// <summary>The manifest: what the system would be elsewhere, in containers.</summary>
public sealed class PublishingTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly string[] Services = ["dashboard", "extractor", "transformer", "loader"];

    private readonly AppHostFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Servers_are_containers_that_keep_their_data_and_services_are_projects_that_refer_to_them()
    {
        var resources = (await PublishAsync())["resources"]!;

        AssertServer(resources["messaging"]!, "docker.io/library/rabbitmq:4.3", "/var/lib/rabbitmq");

        // PostgreSQL 18 wants its volume one level above where 17 and earlier did.
        AssertServer(resources["postgres"]!, "docker.io/library/postgres:18.3", "/var/lib/postgresql");
        Assert.Equal("{postgres.connectionString};Database=warehouse", Text(resources["warehouse"]!, "connectionString"));
        Assert.All(Services, name =>
        {
            var service = resources[name]!;
            Assert.StartsWith("project.", Text(service, "type"), StringComparison.Ordinal);
            Assert.Equal("{warehouse.connectionString}", Text(service["env"]!, "ConnectionStrings__warehouse"));
            Assert.Equal("{messaging.connectionString}", Text(service["env"]!, "ConnectionStrings__messaging"));
        });
        Assert.StartsWith("project.", Text(resources["sampleapi"]!, "type"), StringComparison.Ordinal);
        Assert.Equal("{sampleapi.bindings.http.url}", Text(resources["extractor"]!["env"]!, "SAMPLE_API"));
    }

    [Fact]
    public async Task No_secret_is_in_it()
    {
        var manifest = await PublishAsync(
            KeyValuePair.Create("ETL_TOKEN", "secret-1"),
            KeyValuePair.Create("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317"),
            KeyValuePair.Create("OTEL_EXPORTER_OTLP_HEADERS", "authorization=secret-2"),
            KeyValuePair.Create("ConnectionStrings__messaging", "amqp://guest:secret-3@broker"));

        Assert.DoesNotContain("secret-", manifest.ToJsonString(), StringComparison.Ordinal);
        var resources = manifest["resources"]!;
        Assert.Equal("{token.value}", Text(resources["dashboard"]!["env"]!, "ETL_TOKEN"));
        Assert.True(resources["token"]!["inputs"]!["value"]!["secret"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_server_of_yours_is_asked_for_and_the_other_one_is_a_container()
    {
        var resources = (await PublishAsync(KeyValuePair.Create("ConnectionStrings__messaging", "amqp://broker")))["resources"]!;

        Assert.Equal("{messaging.value}", Text(resources["messaging"]!, "connectionString"));
        Assert.Null(resources["messaging"]!["image"]);
        Assert.Equal("{messaging.connectionString}", Text(resources["loader"]!["env"]!, "ConnectionStrings__messaging"));
        Assert.StartsWith("container.", Text(resources["postgres"]!, "type"), StringComparison.Ordinal);
    }

    private async Task<JsonNode> PublishAsync(params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var path = Path.Combine(_folder.Path, "manifest.json");
        using var appHost = AppHostProcess.Start(
            _folder, AppHostPorts.Free(), settings, "--publisher", "manifest", "--output-path", path);
        Assert.Equal(0, await appHost.ExitedAsync(Deadline));
        return JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!;
    }

    private static void AssertServer(JsonNode server, string image, string data)
    {
        Assert.Equal(image, Text(server, "image"));
        var volume = Assert.Single(server["volumes"]!.AsArray())!;
        Assert.Equal(data, Text(volume, "target"));
        Assert.False(volume["readOnly"]!.GetValue<bool>());
    }

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();
}
