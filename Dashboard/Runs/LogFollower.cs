namespace EtlAspire.Dashboard.Runs;

/// <summary>
/// Knows which lines a listener has. Ids are handed out before they are committed, so a lower one may appear after a
/// higher one: for a while lines are read again from further back.
/// </summary>
internal sealed class LogFollower(long lastEventId, TimeProvider clock)
{
    private static readonly TimeSpan LookBack = TimeSpan.FromSeconds(30);

    private readonly SortedDictionary<long, DateTimeOffset> _sent = [];

    /// <summary>Lines up to this id are not asked for again.</summary>
    public long Floor { get; private set; } = lastEventId;

    /// <summary>Those of the lines just read that the listener does not have yet.</summary>
    public IReadOnlyList<LogLine> TakeNew(IReadOnlyList<LogLine> lines)
    {
        var now = clock.GetUtcNow();
        var fresh = lines.Where(line => line.Id > Floor && _sent.TryAdd(line.Id, now)).ToList();
        while (_sent.Count > 0 && _sent.First() is var oldest && now - oldest.Value > LookBack)
        {
            Floor = oldest.Key;
            _sent.Remove(oldest.Key);
        }

        return fresh;
    }
}
