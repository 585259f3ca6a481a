namespace Aspire.Dashboard.Telemetry;

/// <summary>Wakes whoever waits for the next change.</summary>
internal sealed class ChangeSignal
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _next = New();

    public long Version { get; private set; }

    public void Raise()
    {
        TaskCompletionSource raised;
        lock (_lock)
        {
            Version++;
            (raised, _next) = (_next, New());
        }

        raised.SetResult();
    }

    public Task WaitAsync(long seen, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Version > seen ? Task.CompletedTask : _next.Task.WaitAsync(cancellationToken);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
