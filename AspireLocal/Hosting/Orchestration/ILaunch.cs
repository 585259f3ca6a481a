using Aspire.Hosting.Servers;

namespace Aspire.Hosting.Orchestration;

/// <summary>What to start for an instance, worked out anew for each start. The last process is the resource itself.</summary>
internal interface ILaunch
{
    /// <summary>How long it may take to end by itself once asked.</summary>
    TimeSpan Grace { get; }

    Task<IReadOnlyList<ServerProcess>> PrepareAsync(ResourceInstance instance, CancellationToken cancellationToken);
}
