using EtlAspire.AppHost.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EtlAspire.AppHost.Tests.Servers;

public sealed class ServerResourceBuilderTests
{
    [Fact]
    public async Task A_server_that_cannot_be_prepared_says_at_the_console_why()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        builder.Services.AddLogging(logging => logging.ClearProviders().AddFakeLogging());
        var server = builder.AddServer(new RefusingServer(), dataDirectory: "/")
            .WithEndpoint(ServerResource.EndpointName, endpoint => endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", 5432));
        await using var application = builder.Build();

        await Assert.ThrowsAnyAsync<Exception>(() => builder.Eventing.PublishAsync(
            new BeforeResourceStartedEvent(server.Resource, application.Services), TestContext.Current.CancellationToken));

        var record = Assert.Single(application.Services.GetFakeLogCollector().GetSnapshot(), record => record.Level == LogLevel.Error);
        Assert.Equal("refusing cannot start, and nothing that waits for it: Its version is not installed.", record.Message);
    }

    private sealed class RefusingServer() : ServerResource("refusing", "user", new ParameterResource("password", _ => "secret", secret: true))
    {
        public override ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Endpoint}");

        public override Task<ServerProcess> PrepareAsync(ServerSettings settings, ILogger logger, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Its version is not installed.");

        public override Task ConnectAsync(string connectionString, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
