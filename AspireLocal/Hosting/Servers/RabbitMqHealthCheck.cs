using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;

namespace Aspire.Hosting.Servers;

/// <summary>Healthy when the broker lets the user in.</summary>
internal sealed class RabbitMqHealthCheck(Func<string?> connectionString) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (connectionString() is not { } known)
            return new HealthCheckResult(context.Registration.FailureStatus, "There is no connection string yet.");

        var factory = new ConnectionFactory { Uri = new Uri(known), AutomaticRecoveryEnabled = false };
        await using var connection = await factory.CreateConnectionAsync("health check", cancellationToken);
        await connection.CloseAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
