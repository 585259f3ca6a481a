using System.Collections.Concurrent;
using EtlAspire.Contracts.Messages;

namespace EtlAspire.Extractor.Extracting;

/// <summary>
/// The slices that this process is reading. The reconciler sends a slow one's message again; that one need not bother the
/// source a second time.
/// </summary>
internal sealed class SlicesInWork
{
    private readonly ConcurrentDictionary<ExtractSlice, byte> _slices = new();

    /// <summary>Takes a slice, until the answer is disposed of; null when it is taken.</summary>
    public IDisposable? TryTake(ExtractSlice slice) => _slices.TryAdd(slice, 0) ? new Taken(this, slice) : null;

    private sealed class Taken(SlicesInWork owner, ExtractSlice slice) : IDisposable
    {
        public void Dispose() => owner._slices.TryRemove(slice, out _);
    }
}
