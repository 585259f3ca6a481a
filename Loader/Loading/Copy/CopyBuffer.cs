using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>A pooled, growing piece of a COPY stream; numbers go in as the network orders their bytes.</summary>
internal sealed class CopyBuffer(int initialSize) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(initialSize);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Takes the next <paramref name="size"/> bytes, to be filled at once: the next call may move them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Take(int size)
    {
        var start = Length;
        if (_bytes.Length - start < size)
            Grow(size);
        Length = start + size;
        return _bytes.AsSpan(start, size);
    }

    public void WriteInt16(short value) => BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), value);

    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), value);

    /// <summary>Writes a field of eight bytes: its length, then the number.</summary>
    public void WriteInt64Field(long value)
    {
        var field = Take(12);
        BinaryPrimitives.WriteInt32BigEndian(field, sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(field[4..], value);
    }

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Grow(int size)
    {
        var doubled = (int)Math.Min(_bytes.Length * 2L, Array.MaxLength);
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(Length + size), doubled));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
