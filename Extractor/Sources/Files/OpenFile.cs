using System.IO.Compression;
using EtlAspire.Extractor.Scanning;
using ZstdSharp;

namespace EtlAspire.Extractor.Sources.Files;

/// <summary>A file that is being read, decompressed on the way if its name says that it is compressed.</summary>
internal sealed class OpenFile : IDisposable
{
    private const int FileBufferSize = 128 * 1024;

    private readonly FileStream _file;
    private readonly Stream _text;
    private readonly GzipEnd? _end;
    private readonly ResponseBuffer _buffer;

    private OpenFile(FileStream file, Stream text)
    {
        (_file, _text) = (file, text);
        _end = text is GZipStream ? new GzipEnd(file) : null;
        _buffer = new ResponseBuffer(_end is null ? text.ReadAsync : ReadGzipAsync);
        Lines = new LineSplitter(_buffer, file.Position);
    }

    public LineSplitter Lines { get; }

    public static bool IsCompressed(string name) => IsGzip(name) || IsZstd(name);

    /// <summary>Opens a file: a compressed one at its start, another one at a position.</summary>
    /// <param name="path">Where it really is.</param>
    /// <param name="name">What it is called; says how it is compressed.</param>
    /// <param name="position">Where to begin.</param>
    public static OpenFile Open(string path, string name, long position)
    {
        var isPlain = !IsCompressed(name);
        var file = new FileStream(path, new FileStreamOptions
        {
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = isPlain ? 0 : FileBufferSize, // the text's buffer does for plain files
            Options = FileOptions.SequentialScan,
        });
        if (isPlain)
            file.Position = position;
        return new OpenFile(file, Decompress(file, name));
    }

    public void Dispose()
    {
        _text.Dispose();
        _file.Dispose();
        _buffer.Dispose();
    }

    private async ValueTask<int> ReadGzipAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = await _text.ReadAsync(buffer, cancellationToken);
        if (count == 0)
            await _end!.CheckAsync(cancellationToken);
        _end!.Append(buffer.Span[..count]);
        return count;
    }

    private static Stream Decompress(FileStream file, string name) =>
        IsGzip(name) ? new GZipStream(file, CompressionMode.Decompress)
        : IsZstd(name) ? new DecompressionStream(file)
        : file;

    private static bool IsGzip(string name) => name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private static bool IsZstd(string name) => name.EndsWith(".zst", StringComparison.OrdinalIgnoreCase);
}
