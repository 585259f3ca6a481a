using EtlAspire.AppHost.Restarting;
using EtlAspire.AppHost.Servers.PostgreSql;
using EtlAspire.AppHost.Servers.RabbitMq;

namespace EtlAspire.AppHost.Servers;

/// <summary>Adds RabbitMQ and PostgreSQL, from wherever they come.</summary>
internal static class ServerRegistration
{
    // Written out: a newer image may not start on the volume of an older one.
    private const string RabbitMqTag = "4.3";
    private const string PostgresTag = "18.3";

    public static IResourceBuilder<IResourceWithConnectionString> AddMessaging(
        this IDistributedApplicationBuilder builder, Settings settings)
    {
        const string name = ServerChoice.MessagingName;
        return settings.Servers.Messaging switch
        {
            ServerOrigin.Yours => builder.AddConnectionString(name),
            ServerOrigin.Containers => builder.AddRabbitMQ(name).WithImageTag(RabbitMqTag).WithDataVolume().RestartWhenItDies(),
            _ => builder.AddServer(new RabbitMqResource(name, builder.Password(name)), settings.DataDirectory),
        };
    }

    public static IResourceBuilder<IResourceWithConnectionString> AddWarehouse(
        this IDistributedApplicationBuilder builder, Settings settings)
    {
        const string name = ServerChoice.WarehouseName, server = "postgres";
        switch (settings.Servers.Warehouse)
        {
            case ServerOrigin.Yours:
                return builder.AddConnectionString(name);
            case ServerOrigin.Containers:
                return builder.AddPostgres(server).WithImageTag(PostgresTag).WithDataVolume().RestartWhenItDies().AddDatabase(name);
            default:
                var postgres = builder.AddServer(new PostgresResource(server, builder.Password(server), database: name), settings.DataDirectory);
                return builder.AddConnectionString(name, ReferenceExpression.Create($"{postgres};Database={name}"))
                    .WaitFor(postgres)
                    .WithParentRelationship(postgres);
        }
    }

    // Made up once and kept in the user secrets, as Aspire does for containers.
    private static ParameterResource Password(this IDistributedApplicationBuilder builder, string name) =>
        ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
}
