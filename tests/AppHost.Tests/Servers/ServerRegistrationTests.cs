using EtlAspire.AppHost.Orchestrating;
using EtlAspire.AppHost.Restarting;
using EtlAspire.AppHost.Servers;
using EtlAspire.AppHost.Tests.Processes;

namespace EtlAspire.AppHost.Tests.Servers;

/// <summary>What the AppHost would start, without starting it.</summary>
public sealed class ServerRegistrationTests : IAsyncDisposable
{
    private readonly AppHostFolder _folder = new();
    private DistributedApplication? _application;

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
            await _application.DisposeAsync();
        await _folder.DisposeAsync();
    }

    [Fact]
    public async Task As_processes_they_listen_on_loopback_are_started_again_and_are_not_published()
    {
        var builder = await AddServersAsync("--ETL_SERVERS=processes");

        foreach (var name in (string[])["messaging", "postgres"])
        {
            var server = Assert.IsAssignableFrom<ServerResource>(Find(builder, name));
            AssertReachableFromHereOnly(server);
            Assert.Contains(server.Annotations, annotation => annotation is RestartAnnotation);
            Assert.True(server.IsExcludedFromPublish());
        }
    }

    [Fact]
    public async Task As_containers_they_have_the_images_written_down_keep_their_data_and_listen_on_loopback()
    {
        using var engine = new FakeEngine(_folder.Temporary);
        var builder = await AddServersAsync("--ETL_SERVERS=containers");

        AssertContainer(Find(builder, "messaging"), "library/rabbitmq", "4.3", "/var/lib/rabbitmq");
        AssertContainer(Find(builder, "postgres"), "library/postgres", "18.3", "/var/lib/postgresql");
        Assert.Equal("docker", builder.Configuration["DcpPublisher:ContainerRuntime"]);
    }

    [Fact]
    public async Task An_engine_that_answers_is_taken_where_nothing_is_asked_for()
    {
        using var engine = new FakeEngine(_folder.Temporary);
        var builder = await AddServersAsync("--ETL_SERVERS=");

        Assert.IsAssignableFrom<ContainerResource>(Find(builder, "messaging"));
    }

    [Fact]
    public async Task What_runs_elsewhere_is_not_started_and_the_other_one_is()
    {
        var builder = await AddServersAsync("--ETL_SERVERS=processes", "--ConnectionStrings:warehouse=Host=elsewhere");

        Assert.DoesNotContain(builder.Resources, resource => resource.Name == "postgres");
        Assert.Equal("Host=elsewhere", await ConnectionStringAsync(builder, "warehouse"));
        Assert.IsAssignableFrom<ServerResource>(Find(builder, "messaging"));
    }

    // As AppHost.cs does. Aspire's testing builder would run all of that file, and start the system when it is disposed.
    private async Task<IDistributedApplicationBuilder> AddServersAsync(params string[] arguments)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            AssemblyName = typeof(Settings).Assembly.GetName().Name,
            Args =
            [
                "--DcpPublisher:RandomizePorts=true", $"--ETL_DATA_DIR={_folder.Data}",
                "--ConnectionStrings:messaging=", "--ConnectionStrings:warehouse=", .. arguments,
            ],
        });
        var settings = await Settings.ReadAsync(builder);
        Assert.NotNull(settings);
        builder.ConfigureOrchestration(settings);
        builder.AddMessaging(settings);
        builder.AddWarehouse(settings);
        _application = builder.Build();
        return builder;
    }

    private static IResource Find(IDistributedApplicationBuilder builder, string name) =>
        Assert.Single(builder.Resources, resource => resource.Name == name);

    private static async Task<string?> ConnectionStringAsync(IDistributedApplicationBuilder builder, string name) =>
        await ((IResourceWithConnectionString)Find(builder, name)).GetConnectionStringAsync(TestContext.Current.CancellationToken);

    private static void AssertContainer(IResource server, string image, string tag, string data)
    {
        var from = Assert.Single(server.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Equal((image, tag), (from.Image, from.Tag));
        var mount = Assert.Single(server.Annotations.OfType<ContainerMountAnnotation>());
        Assert.Equal((ContainerMountType.Volume, data, false), (mount.Type, mount.Target, mount.IsReadOnly));
        Assert.False(string.IsNullOrEmpty(mount.Source)); // without a name it would be another volume at each start
        AssertReachableFromHereOnly(server);
        Assert.Contains(server.Annotations, annotation => annotation is RestartAnnotation);
    }

    private static void AssertReachableFromHereOnly(IResource server)
    {
        var endpoint = Assert.Single(server.Annotations.OfType<EndpointAnnotation>());
        Assert.Contains(endpoint.TargetHost, (string[])["localhost", "127.0.0.1"]);
    }
}
