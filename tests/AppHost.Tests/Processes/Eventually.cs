using System.Diagnostics;

namespace EtlAspire.AppHost.Tests.Processes;

internal static class Eventually
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for a condition; past the deadline the test fails with what there is instead.</summary>
    public static async Task TrueAsync(Func<bool> condition, TimeSpan deadline, Func<string> otherwise,
        CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > deadline)
                Assert.Fail($"Not within {deadline.TotalSeconds} s. {otherwise()}");
            await Task.Delay(PollInterval, cancellationToken);
        }
    }
}
