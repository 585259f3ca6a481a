using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

public static class PostgresBuilderExtensions
{
    public static IResourceBuilder<PostgresServerResource> AddPostgres(this IDistributedApplicationBuilder builder,
        string name, IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null, int? port = null)
    {
        var passwordParameter = password?.Resource ?? builder.CreatePassword($"{name}-password", special: true);
        var postgres = new PostgresServerResource(name, userName?.Resource, passwordParameter);
        var key = $"{name}_check";
        builder.Services.AddHealthChecks()
            .AddCheck(key, new PostgresHealthCheck(builder.ConnectionStringOf(postgres, ";Database=postgres")));

        return builder.AddResource(postgres)
            .WithEndpoint(port: port, targetPort: 5432, scheme: "tcp", name: "tcp")
            .WithAnnotation(new ServerAnnotation(
                async (settings, logger, token) => [await PostgresServer.PrepareAsync(settings, logger, token).ConfigureAwait(false)],
                postgres.UserName, passwordParameter))
            .WithHealthCheck(key)
            .OnResourceReady(PostgresDatabases.CreateMissingAsync);
    }

    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        var application = builder.ApplicationBuilder;
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        var key = $"{name}_check";
        application.Services.AddHealthChecks()
            .AddCheck(key, new PostgresHealthCheck(application.ConnectionStringOf(database)));

        builder.Resource.AddDatabase(name, database.DatabaseName);
        return application.AddResource(database).WithHealthCheck(key);
    }

    /// <summary>No effect here: the data is always kept.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) => builder;
}
