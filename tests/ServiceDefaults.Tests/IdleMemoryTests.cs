using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;

namespace EtlAspire.ServiceDefaults.Tests;

public sealed class IdleMemoryTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Garbage_goes_when_nothing_is_done()
    {
        var clock = new FakeTimeProvider();
        using var service = new IdleMemory(clock);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        var garbage = OldGarbage();
        await service.StartAsync(deadline.Token);

        // Other tests of this process may be at work: then it is not idle yet.
        while (garbage.IsAlive)
        {
            await Task.Delay(10, deadline.Token);
            clock.Advance(TimeSpan.FromSeconds(2));
        }

        await service.StopAsync(deadline.Token);
    }

    /// <summary>What only a collection of everything takes away.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference OldGarbage()
    {
        var garbage = new byte[16 * 1024 * 1024];
        GC.Collect();
        GC.Collect();
        return new WeakReference(garbage);
    }
}
