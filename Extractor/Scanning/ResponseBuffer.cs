using System.Buffers;
using EtlAspire.Contracts.Runs;

namespace EtlAspire.Extractor.Scanning;

/// <summary>Reads the next bytes of a response; 0 at its end.</summary>
internal delegate ValueTask<int> ReadBytes(Memory<byte> buffer, CancellationToken cancellationToken);

/// <summary>
/// The part of a response that is being scanned, in one piece: a reader of spans is faster than one of sequences, and a
/// record is written from where it lies. Grows to the largest record, never to the response.
/// </summary>
internal sealed class ResponseBuffer(ReadBytes read) : IDisposable
{
    /// <summary>The largest record that is taken.</summary>
    public const int MaxSize = 64 * 1024 * 1024;

    private const int InitialSize = 256 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _start;
    private int _end;

    /// <summary>What was read and not consumed.</summary>
    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Whether <see cref="Unread"/> reaches to the end of the response.</summary>
    public bool IsCompleted { get; private set; }

    public void Advance(int count) => _start += count;

    /// <summary>Reads until so many bytes are unread, or the response ends.</summary>
    /// <exception cref="ResponseException">As many bytes as a record may have were not enough.</exception>
    public async ValueTask FillAsync(int atLeast, CancellationToken cancellationToken)
    {
        if (Unread.Length >= MaxSize)
        {
            throw new ResponseException(ErrorKinds.RecordTooLarge, $"answered with a record larger than {MaxSize / (1024 * 1024)} MB",
                "If the records lie in an array within the answer, name the way to it in data_selector.");
        }

        atLeast = Math.Min(atLeast, MaxSize);
        MakeRoom(atLeast);
        while (!IsCompleted && _end - _start < atLeast)
        {
            var count = await read(_bytes.AsMemory(_end), cancellationToken);
            IsCompleted = count == 0;
            _end += count;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private void MakeRoom(int size)
    {
        var target = size <= _bytes.Length ? _bytes : ArrayPool<byte>.Shared.Rent(size);
        Unread.CopyTo(target);
        (_start, _end) = (0, _end - _start);
        if (target == _bytes)
            return;

        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = target;
    }
}
