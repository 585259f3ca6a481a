using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;

namespace EtlAspire.AppHost.Orchestrating;

/// <summary>
/// How many traces and logs Aspire's dashboard keeps; the oldest go. Aspire adds the dashboard when the application starts, and
/// subscribers are asked in the order of their registration: this one after Aspire's.
/// </summary>
internal sealed class TracesLimits : IDistributedApplicationEventingSubscriber
{
    // A small run takes some 150 kB with its logs and metrics: this many are about 400 MB.
    private static readonly (string Name, string Value)[] Limits =
    [
        ("DASHBOARD__TELEMETRYLIMITS__MAXTRACECOUNT", "2500"),
        ("DASHBOARD__TELEMETRYLIMITS__MAXLOGCOUNT", "25000"),
    ];

    public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext,
        CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>((starting, _) =>
        {
            starting.Model.Resources.FirstOrDefault(resource => resource.Name == TracesDashboard.ResourceName)?.Annotations
                .Add(new EnvironmentCallbackAnnotation(SetLimits));
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    private static void SetLimits(Dictionary<string, object> variables)
    {
        foreach (var (name, value) in Limits)
            variables[name] = value;
    }
}
