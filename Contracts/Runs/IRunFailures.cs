namespace EtlAspire.Contracts.Runs;

/// <summary>Where runs are failed: the catalog, seen from what must not know it.</summary>
public interface IRunFailures
{
    /// <summary>Fails an open run. False when it had ended already; then nothing is written.</summary>
    Task<bool> FailAsync(Guid runId, RunError error, CancellationToken cancellationToken);
}
