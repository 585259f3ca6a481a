using System.Diagnostics.Metrics;

namespace EtlAspire.Dashboard.Control;

/// <summary>What the control loop knows of all runs: what waits, for how long, and what had to be sent again.</summary>
internal static class ControlMetrics
{
    private static readonly Meter Meter = new("EtlAspire.Dashboard");
    private static BacklogSize? Size;
    private static IReadOnlyList<KeyValuePair<string, uint>> QueueDepths = [];

    static ControlMetrics()
    {
        Meter.CreateObservableGauge("etl.run.waiting", () => Read(size => size.QueuedRuns), "{run}",
            "Runs that wait for their pipeline's turn.");
        Meter.CreateObservableGauge("etl.run.waiting.age", () => Read(size => size.LongestWait.TotalSeconds), "s",
            "How long the first of them has waited.");
        Meter.CreateObservableGauge("etl.run.active", () => Read(size => size.RunningRuns), "{run}", "Runs that hold their lease.");
        Meter.CreateObservableGauge("etl.queue.messages", ReadQueues, "{message}", "Messages that wait in the broker, by queue.");
        Meter.CreateObservableGauge("etl.batch.waiting", ReadBatches, "{batch}", "Batches that wait for the next stage, by stage.");
    }

    /// <summary>Messages that the reconciler sent again.</summary>
    public static Counter<long> Resent { get; } =
        Meter.CreateCounter<long>("etl.message.resent", "{message}", "Messages about runs that stood still, sent again.");

    /// <summary>Shows what waits, until it is measured again; null where another process measures it.</summary>
    public static void Show(BacklogSize? size) => Volatile.Write(ref Size, size);

    /// <summary>Shows what waits in each of the broker's queues, until it is measured again.</summary>
    public static void ShowQueues(IReadOnlyList<KeyValuePair<string, uint>> depths) => Volatile.Write(ref QueueDepths, depths);

    private static IEnumerable<Measurement<long>> ReadQueues() => Volatile.Read(ref QueueDepths)
        .Select(queue => new Measurement<long>(queue.Value, new KeyValuePair<string, object?>("messaging.destination.name", queue.Key)));

    private static IEnumerable<Measurement<T>> Read<T>(Func<BacklogSize, T> read)
        where T : struct => Volatile.Read(ref Size) is { } size ? [new(read(size))] : [];

    private static IEnumerable<Measurement<long>> ReadBatches() => Volatile.Read(ref Size) is { } size
        ? [Waiting(size.ToTransform, "transform"), Waiting(size.ToLoad, "load")]
        : [];

    private static Measurement<long> Waiting(long batches, string stage) => new(batches, new KeyValuePair<string, object?>("etl.stage", stage));
}

/// <summary>What waits to be done.</summary>
/// <param name="QueuedRuns">Runs that wait for their pipeline's turn.</param>
/// <param name="LongestWait">How long the first of them has.</param>
/// <param name="RunningRuns">Runs that hold their lease.</param>
/// <param name="ToTransform">Their batches that lie in the raw layer only.</param>
/// <param name="ToLoad">Their batches that lie in the typed layer and not in staging.</param>
internal sealed record BacklogSize(long QueuedRuns, TimeSpan LongestWait, long RunningRuns, long ToTransform, long ToLoad);
