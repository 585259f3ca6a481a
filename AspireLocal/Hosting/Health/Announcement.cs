namespace Aspire.Hosting.Health;

/// <summary>Replicas of a resource announce it once between them, and anew after all of them have ended.</summary>
internal sealed class Announcement(Lock guard, Action forget) : IDisposable
{
    private int _instances;
    private Task? _ready;

    public void Join() => _instances++;

    public Task ReadyAsync(Func<Task> announce)
    {
        lock (guard)
            return _ready ??= announce();
    }

    public void Dispose()
    {
        lock (guard)
            if (--_instances == 0)
                forget();
    }
}
