using System.Buffers;
using System.Runtime.InteropServices;

namespace EtlAspire.Transformer.Reading;

/// <summary>
/// Memory that stays where it is, so that DuckDB's vectors may point into it: what is taken while one chunk is filled is good
/// until the chunk after the next one.
/// </summary>
internal sealed class PinnedMemory : IDisposable
{
    private const int BlockSize = 256 * 1024;

    private List<PinnedBlock> _blocks = [];
    private List<PinnedBlock> _before = [];
    private int _used = BlockSize;

    /// <summary>
    /// Begins another chunk. DuckDB has copied what it keeps of a chunk by the time that it asks for the next one; that the one
    /// before is kept as well is for safety.
    /// </summary>
    public void BeginChunk()
    {
        if (_blocks.Count <= 1)
            return; // it is still being filled

        Free(_before);
        (_before, _blocks) = (_blocks, [_blocks[^1]]);
        _before.RemoveAt(_before.Count - 1);
    }

    /// <summary>A block for its taker alone, until the next one is taken.</summary>
    /// <param name="size">How large it has to be at least.</param>
    public byte[] TakeBlock(int size)
    {
        var block = ArrayPool<byte>.Shared.Rent(Math.Max(size, BlockSize));
        _blocks.Add(new PinnedBlock(block, GCHandle.Alloc(block, GCHandleType.Pinned)));
        return block;
    }

    /// <summary>A piece of a block that it shares with other pieces. A piece and a whole block are not to be taken in turn.</summary>
    public Span<byte> TakePiece(int size)
    {
        if (_blocks.Count == 0 || size > _blocks[^1].Bytes.Length - _used)
        {
            TakeBlock(size);
            _used = 0;
        }

        var piece = _blocks[^1].Bytes.AsSpan(_used, size);
        _used += size;
        return piece;
    }

    public void Dispose()
    {
        Free(_before);
        Free(_blocks);
    }

    private static void Free(List<PinnedBlock> blocks)
    {
        foreach (var (bytes, pin) in blocks)
        {
            pin.Free();
            ArrayPool<byte>.Shared.Return(bytes);
        }

        blocks.Clear();
    }

    private readonly record struct PinnedBlock(byte[] Bytes, GCHandle Pin);
}
