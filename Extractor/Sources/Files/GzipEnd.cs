using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace EtlAspire.Extractor.Sources.Files;

/// <summary>
/// Makes sure that a gzip file ends with its last member: .NET passes over whatever follows it. A member ends with the checksum and the
/// size of its text (RFC 1952, 2.3.1), and so must the file.
/// </summary>
internal sealed class GzipEnd(FileStream file)
{
    private const int TrailerSize = 8;
    private const int BufferSize = 128 * 1024;

    // How deflate writes no text at all: an empty block of fixed codes, or a stored one.
    private static readonly byte[][] EmptyTexts = [[0x03, 0x00], [0x01, 0x00, 0x00, 0xFF, 0xFF]];

    private readonly Crc32 _checksum = new();
    private long _length;

    /// <summary>Takes a piece of the text, in order.</summary>
    public void Append(ReadOnlySpan<byte> text)
    {
        _checksum.Append(text);
        _length += text.Length;
    }

    /// <summary>Looks at the end, once all of the text has been taken.</summary>
    /// <exception cref="InvalidDataException">Something follows the last member.</exception>
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        var end = new byte[TrailerSize + EmptyTexts.Max(text => text.Length)];
        var count = await RandomAccess.ReadAsync(
            file.SafeFileHandle, end, Math.Max(0, RandomAccess.GetLength(file.SafeFileHandle) - end.Length), cancellationToken);
        var trailer = end.AsMemory(Math.Max(0, count - TrailerSize), Math.Min(count, TrailerSize));
        if (!await IsTrailerAsync(trailer, end.AsMemory(0, count - trailer.Length), cancellationToken))
            throw new InvalidDataException("Something follows the end of its last member");
    }

    private async ValueTask<bool> IsTrailerAsync(
        ReadOnlyMemory<byte> trailer, ReadOnlyMemory<byte> before, CancellationToken cancellationToken)
    {
        if (trailer.Length < TrailerSize)
            return false;

        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(trailer.Span);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(trailer.Span[sizeof(uint)..]);
        if (length == 0 && checksum == 0)
            return EmptyTexts.Any(text => before.Span.EndsWith(text));

        return (checksum == _checksum.GetCurrentHashAsUInt32() && length == (uint)_length)
            || (length < _length && checksum == await ReadChecksumAsync(_length - length, cancellationToken));
    }

    /// <summary>The checksum of what follows a position in the text, for a file of several members: only its last one ends the file.</summary>
    private async ValueTask<uint> ReadChecksumAsync(long position, CancellationToken cancellationToken)
    {
        await using var again = new FileStream(file.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using var text = new GZipStream(again, CompressionMode.Decompress);
        var checksum = new Crc32();
        var buffer = new byte[BufferSize];
        while (await text.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            var skipped = (int)Math.Min(position, count);
            checksum.Append(buffer.AsSpan(skipped, count - skipped));
            position -= skipped;
        }

        return checksum.GetCurrentHashAsUInt32();
    }
}
