using System.Buffers;
using System.Runtime.InteropServices;

namespace EtlAspire.Transformer.Reading;

/// <summary>Memory that stays where it is until it is given back as a whole, so that DuckDB's vectors may point into it.</summary>
internal sealed class PinnedMemory : IDisposable
{
    private const int BlockSize = 1 << 20;

    private readonly List<(byte[] Block, GCHandle Pin)> _blocks = [];
    private int _used = BlockSize;

    /// <summary>A block for its taker alone.</summary>
    /// <param name="size">How large it has to be at least.</param>
    public byte[] TakeBlock(int size)
    {
        var block = ArrayPool<byte>.Shared.Rent(Math.Max(size, BlockSize));
        _blocks.Add((block, GCHandle.Alloc(block, GCHandleType.Pinned)));
        return block;
    }

    /// <summary>A piece of a block that it shares with other pieces. A piece and a whole block are not to be taken in turn.</summary>
    public Span<byte> TakePiece(int size)
    {
        if (_blocks.Count == 0 || size > _blocks[^1].Block.Length - _used)
        {
            TakeBlock(size);
            _used = 0;
        }

        var piece = _blocks[^1].Block.AsSpan(_used, size);
        _used += size;
        return piece;
    }

    public void Dispose()
    {
        foreach (var (block, pin) in _blocks)
        {
            pin.Free();
            ArrayPool<byte>.Shared.Return(block);
        }

        _blocks.Clear();
    }
}
