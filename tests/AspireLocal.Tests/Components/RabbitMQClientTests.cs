using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace EtlAspire.AspireLocal.Tests.Components;

public sealed class RabbitMQClientTests
{
    [Fact]
    public void The_factory_takes_its_address_from_the_connection_string()
    {
        using var host = Build(retries: 5);

        var factory = Assert.IsType<ConnectionFactory>(host.Services.GetRequiredService<IConnectionFactory>());

        Assert.Equal(("127.0.0.1", 1, "u", "p"), (factory.HostName, factory.Port, factory.UserName, factory.Password));
        Assert.Equal("from configuration", factory.ClientProvidedName);
    }

    [Fact]
    public void Without_retries_an_unreachable_broker_is_told_at_once()
    {
        using var host = Build(retries: 0);

        Assert.Throws<BrokerUnreachableException>(host.Services.GetRequiredService<IConnection>);
    }

    [Fact]
    public async Task The_health_check_has_Aspires_name_and_fails_without_a_broker()
    {
        using var host = Build(retries: 0);
        var health = host.Services.GetRequiredService<HealthCheckService>();

        var report = await health.CheckHealthAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Unhealthy, report.Entries["RabbitMQ.Client"].Status);
    }

    private static IHost Build(int retries)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([
            new("ConnectionStrings:messaging", "amqp://u:p@127.0.0.1:1"),
            new("Aspire:RabbitMQ:Client:messaging:ConnectionFactory:ClientProvidedName", "from configuration"),
        ]);
        builder.AddRabbitMQClient("messaging", settings => settings.MaxConnectRetryCount = retries);
        return builder.Build();
    }
}
