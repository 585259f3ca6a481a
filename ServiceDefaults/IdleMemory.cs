using Microsoft.Extensions.Hosting;

namespace EtlAspire.ServiceDefaults;

/// <summary>
/// Gives back to the system what a service no longer needs once it has nothing to do: .NET would keep it until more garbage comes,
/// and services that share a small box are idle most of the time.
/// </summary>
internal sealed class IdleMemory(TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>What polling and telemetry allocate in an interval, and no work does with so little.</summary>
    private const long IdleBytes = 512 * 1024;

    /// <summary>Garbage that is worth a collection, which takes some hundredths of a second.</summary>
    private const long WorthwhileBytes = 4 * 1024 * 1024;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var last = 0L;
        var collected = 0L;
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var allocated = GC.GetTotalAllocatedBytes();
            if (allocated - last < IdleBytes && allocated - collected > WorthwhileBytes)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                collected = allocated;
            }

            last = allocated;
        }
    }
}
