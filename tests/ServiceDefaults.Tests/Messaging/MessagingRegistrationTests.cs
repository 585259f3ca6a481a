using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EtlAspire.ServiceDefaults.Tests.Messaging;

public sealed class MessagingRegistrationTests
{
    [Fact]
    public void Nothing_about_the_bus_is_sent_to_the_makers_of_MassTransit()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddMessaging(_ => { });
        using var host = builder.Build();

        var telemetry = host.Services.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value;

        Assert.False(telemetry.Enabled);
    }
}
