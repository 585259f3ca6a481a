using System.Buffers;
using ZstdSharp;

namespace EtlAspire.Extractor.Extracting;

/// <summary>Writes records into a raw file, a line each, compressed on the way.</summary>
internal sealed class RawFileWriter : IDisposable
{
    // Level 1: higher ones cost more time than the smaller files save (design.md §7).
    private const int CompressionLevel = 1;
    private const int BufferSize = 128 * 1024;

    private readonly FileStream _file;
    private readonly CompressionStream _compression;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _count;

    public RawFileWriter(string path)
    {
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, BufferSize);
        _compression = new CompressionStream(_file, CompressionLevel);
    }

    /// <summary>
    /// Writes a record as it came. JSON has line breaks only between its tokens, where a space says the same.
    /// </summary>
    public void WriteLine(ReadOnlySpan<byte> record)
    {
        while (record.Length >= BufferSize - _count)
        {
            var part = record[..(BufferSize - _count)];
            Append(part);
            record = record[part.Length..];
            Flush();
        }

        Append(record);
        _buffer[_count++] = (byte)'\n';
    }

    /// <summary>Finishes the file.</summary>
    public void Complete()
    {
        Flush();
        _compression.Dispose(); // leaves the file open
        _file.Flush();
    }

    public void Dispose()
    {
        _compression.Dispose();
        _file.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private void Append(ReadOnlySpan<byte> part)
    {
        var target = _buffer.AsSpan(_count, part.Length);
        part.CopyTo(target);
        if (target.IndexOfAny((byte)'\r', (byte)'\n') >= 0)
        {
            target.Replace((byte)'\r', (byte)' ');
            target.Replace((byte)'\n', (byte)' ');
        }

        _count += part.Length;
    }

    private void Flush()
    {
        _compression.Write(_buffer.AsSpan(0, _count));
        _count = 0;
    }
}
