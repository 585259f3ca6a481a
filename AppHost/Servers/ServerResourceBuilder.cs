using EtlAspire.AppHost.Restarting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace EtlAspire.AppHost.Servers;

/// <summary>Adds servers that run as processes.</summary>
internal static partial class ServerResourceBuilder
{
    /// <summary>Adds a server, prepared anew before each of its starts, whoever asks for it.</summary>
    public static IResourceBuilder<T> AddServer<T>(this IDistributedApplicationBuilder builder, T server, string dataDirectory)
        where T : ServerResource
    {
        ServerProcess? prepared = null;
        var healthCheck = $"{server.Name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(healthCheck, server, failureStatus: null, tags: null));
        var resource = builder.AddResource(server)
            .WithEndpoint(scheme: "tcp", name: ServerResource.EndpointName, isProxied: false)
            .WithArgs(context => context.Args.AddAll(prepared?.Command.Skip(1)))
            .WithEnvironment(context => context.EnvironmentVariables.AddAll(prepared?.Environment))
            .WithHealthCheck(healthCheck)
            .ExcludeFromManifest()
            .RestartWhenItDies();
        return resource.OnBeforeResourceStarted(async (_, starting, cancellationToken) =>
        {
            var settings = new ServerSettings(Path.Combine(dataDirectory, server.Name), server.Endpoint.Port, server.UserName,
                (await server.Password.GetValueAsync(cancellationToken))!);
            var logger = starting.Services.GetRequiredService<ResourceLoggerService>().GetLogger(server);
            try
            {
                prepared = await server.PrepareAsync(settings, logger, cancellationToken);
            }
            catch (Exception refusal) when (refusal is InvalidOperationException or DistributedApplicationException)
            {
                // Aspire tells it on the resource's page only; at the console a start would never end, and say nothing.
                LogRefusal(starting.Services.GetLogger(), server.Name, refusal.Message);
                throw;
            }

            resource.WithCommand(prepared.Command[0]).WithWorkingDirectory(prepared.WorkingDirectory);
        });
    }

    private static void AddAll(this IList<object> arguments, IEnumerable<string>? more)
    {
        foreach (var argument in more ?? [])
            arguments.Add(argument);
    }

    private static void AddAll(this Dictionary<string, object> variables, IReadOnlyDictionary<string, string>? more)
    {
        foreach (var (name, value) in more ?? new Dictionary<string, string>())
            variables[name] = value;
    }

    [LoggerMessage(LogLevel.Error, "{Server} cannot start, and nothing that waits for it: {Reason}")]
    private static partial void LogRefusal(ILogger logger, string server, string reason);
}
