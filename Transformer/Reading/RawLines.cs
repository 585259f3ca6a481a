using ZstdNet;

namespace EtlAspire.Transformer.Reading;

/// <summary>
/// The lines of a raw file whose checksum is known to be right, a record each. They stay where they are in memory until the chunk
/// after the next one.
/// </summary>
internal sealed class RawLines : IDisposable
{
    private readonly PinnedMemory _memory = new();
    private readonly FileStream _file;
    private readonly DecompressionStream _text;
    private byte[] _block = [];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    public RawLines(string path)
    {
        _file = File.OpenRead(path);
        _text = new DecompressionStream(_file);
    }

    /// <summary>Begins another chunk.</summary>
    public void BeginChunk() => _memory.BeginChunk();

    /// <summary>Reads the next line.</summary>
    /// <param name="line">The line without its break.</param>
    /// <returns>False at the end of the file.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var rest = _block.AsSpan(_start, _end - _start);
            var length = rest[searched..].IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = rest[..(searched + length)];
                _start += line.Length + 1;
                return true;
            }

            if (_isAtEnd)
            {
                line = rest;
                _start = _end;
                return line.Length > 0;
            }

            searched = rest.Length;
            Fill();
        }
    }

    public void Dispose()
    {
        _text.Dispose();
        _file.Dispose();
        _memory.Dispose();
    }

    private void Fill()
    {
        if (_end == _block.Length)
        {
            // The line that is cut here goes on in the next block, which has room for at least as much again.
            var rest = _block.AsSpan(_start, _end - _start);
            var next = _memory.TakeBlock(2 * rest.Length);
            rest.CopyTo(next);
            (_block, _start, _end) = (next, 0, rest.Length);
        }

        var count = _text.Read(_block.AsSpan(_end));
        _end += count;
        _isAtEnd = count == 0;
    }
}
