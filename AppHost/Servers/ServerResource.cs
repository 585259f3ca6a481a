using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace EtlAspire.AppHost.Servers;

/// <summary>A server of this machine's packages, run as a process: what a container is where there is an engine.</summary>
/// <param name="name">The resource's name, and that of its folder in the data directory.</param>
/// <param name="userName">Who may come in.</param>
/// <param name="password">And with what.</param>
internal abstract class ServerResource(string name, string userName, ParameterResource password)
    : ExecutableResource(name, "unprepared", "/"), IResourceWithConnectionString, IHealthCheck
{
    public const string EndpointName = "tcp";

    public string UserName => userName;

    public ParameterResource Password => password;

    public EndpointReference Endpoint => field ??= new EndpointReference(this, EndpointName);

    public abstract ReferenceExpression ConnectionStringExpression { get; }

    /// <summary>Makes its directory ready for a start, whatever the last run left there.</summary>
    /// <exception cref="InvalidOperationException">It cannot be; the message says why and what to do.</exception>
    public abstract Task<ServerProcess> PrepareAsync(ServerSettings settings, ILogger logger, CancellationToken cancellationToken);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var connectionString = await ConnectionStringExpression.GetValueAsync(cancellationToken);
        await ConnectAsync(connectionString!, cancellationToken);
        return HealthCheckResult.Healthy();
    }

    /// <summary>Goes in as a client would and out again; throws where that does not work.</summary>
    public abstract Task ConnectAsync(string connectionString, CancellationToken cancellationToken);
}
