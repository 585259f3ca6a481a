using EtlAspire.Extractor.Scanning;
using ZstdSharp;

namespace EtlAspire.Extractor.Sources.Files;

/// <summary>Reads the lines of a file, or of a range of it.</summary>
internal sealed class FilePartition(
    FilesRoot root, ParkedFiles parked, FilesOptions options, FileCheckpoint checkpoint) : IPartitionReader
{
    private readonly string _name = checkpoint.File;
    private readonly string _path = root.Resolve(checkpoint.File);
    private readonly long _end = checkpoint.To ?? long.MaxValue;
    private FileCheckpoint _checkpoint = checkpoint;
    private OpenFile? _file;
    private bool _isIntact;

    public string Checkpoint => _checkpoint.ToJson();

    public bool Completed { get; private set; }

    public async Task ReadPageAsync(IRecordSink sink, CancellationToken cancellationToken)
    {
        try
        {
            _isIntact = false;
            await ReadAsync(sink, cancellationToken);
            _isIntact = true;
        }
        catch (ResponseException exception)
        {
            throw FileErrors.TooLarge(_name, exception.Message, exception.Hint, exception);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or InvalidDataException or ZstdException)
        {
            throw Explain(exception);
        }
    }

    public void Dispose()
    {
        if (_file is not null && _isIntact && !Completed && OpenFile.IsCompressed(_name))
            parked.Park(_path, _checkpoint.Version, _file);
        else
            _file?.Dispose();
        _file = null;
    }

    private async Task ReadAsync(IRecordSink sink, CancellationToken cancellationToken)
    {
        RefuseChange();
        Completed = _checkpoint.Version.Size == 0; // never opened: pipes and devices have no size either, and may wait for ever
        if (Completed)
            return;

        var lines = (_file ??= await OpenAsync(cancellationToken)).Lines;
        await lines.ReadPageAsync(sink, Math.Min(_end, lines.Position + options.PageBytes), cancellationToken);
        RefuseChange();
        _checkpoint = _checkpoint with { Position = lines.Position };
        Completed = lines.Position >= _end || lines.IsAtEnd;
    }

    private async Task<OpenFile> OpenAsync(CancellationToken cancellationToken)
    {
        var position = _checkpoint.Position;
        if (OpenFile.IsCompressed(_name))
        {
            var compressed = _file = parked.Take(_path, _checkpoint.Version, position) ?? OpenFile.Open(_path, _name, position);
            await compressed.Lines.SkipToAsync(position, cancellationToken);
            return compressed;
        }

        if (position != _checkpoint.From || position == 0)
            return OpenFile.Open(_path, _name, position);

        // The line that begins before the range belongs to the one before, even if only its break is left.
        var file = _file = OpenFile.Open(_path, _name, position - 1);
        await file.Lines.SkipLineAsync(_end, cancellationToken);
        return file;
    }

    private void RefuseChange()
    {
        if (FileVersion.Of(_path, _name) != _checkpoint.Version)
            throw FileErrors.Changed(_name);
    }

    private Exception Explain(Exception exception)
    {
        RefuseChange(); // says more than what followed from it
        return exception switch
        {
            UnauthorizedAccessException => FileErrors.Refused(_name, exception),
            InvalidDataException or ZstdException or EndOfStreamException => FileErrors.Damaged(_name, exception),
            _ => new BrokenPageException(FileErrors.Unavailable(_name, exception), options.Attempts, exception),
        };
    }
}
