using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

public static class RabbitMQBuilderExtensions
{
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(this IDistributedApplicationBuilder builder,
        string name, IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null, int? port = null)
    {
        var passwordParameter = password?.Resource ?? builder.CreatePassword($"{name}-password", special: false);
        var rabbit = new RabbitMQServerResource(name, userName?.Resource, passwordParameter);
        var key = $"{name}_check";
        builder.Services.AddHealthChecks()
            .AddCheck(key, new RabbitMqHealthCheck(builder.ConnectionStringOf(rabbit)));

        return builder.AddResource(rabbit)
            .WithEndpoint(port: port, targetPort: 5672, scheme: "tcp", name: "tcp")
            .WithAnnotation(new ServerAnnotation(RabbitMqServer.PrepareAsync, rabbit.UserName, passwordParameter))
            .WithHealthCheck(key);
    }

    /// <summary>No effect here: the data is always kept.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(
        this IResourceBuilder<RabbitMQServerResource> builder, string? name = null, bool isReadOnly = false) => builder;
}
