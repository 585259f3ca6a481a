using Microsoft.Extensions.Options;

namespace EtlAspire.Extractor.Sources.Files;

/// <summary>
/// Compressed files that stay open between two slices: who goes on where one stands need not decompress it from its start,
/// slice after slice. What is parked serves whoever reads on in that file, in any run; a file that is not here costs time only.
/// </summary>
internal sealed class ParkedFiles : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Parked> _parked = [];
    private readonly FilesOptions _options;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;

    public ParkedFiles(IOptions<FilesOptions> options, TimeProvider clock)
    {
        (_options, _clock) = (options.Value, clock);
        _timer = clock.CreateTimer(_ => Trim(), null, _options.ParkedAge, _options.ParkedAge);
    }

    /// <summary>How many files are open here.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _parked.Count;
        }
    }

    /// <summary>Keeps a file for the next slice, or closes it.</summary>
    public void Park(string path, FileVersion version, OpenFile file)
    {
        lock (_lock)
            _parked.Add(new Parked(path, version, file, _clock.GetTimestamp()));
        Trim();
    }

    /// <summary>Hands out the file that stands nearest before or at a position; null if there is none.</summary>
    public OpenFile? Take(string path, FileVersion version, long position)
    {
        lock (_lock)
        {
            var nearest = _parked
                .Where(parked => parked.Path == path && parked.Version == version && parked.Position <= position)
                .MaxBy(parked => parked.Position);
            if (nearest is null)
                return null;

            _parked.Remove(nearest);
            return nearest.File;
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        Close(parked => parked.Count);
    }

    /// <summary>Closes the oldest files: those beyond the number, and those that waited too long.</summary>
    private void Trim() => Close(parked => Math.Max(
        parked.Count - _options.ParkedFiles,
        parked.Count(file => _clock.GetElapsedTime(file.Since) >= _options.ParkedAge)));

    private void Close(Func<List<Parked>, int> countOldest)
    {
        List<Parked> closed;
        lock (_lock)
        {
            closed = _parked[..Math.Max(0, countOldest(_parked))];
            _parked.RemoveRange(0, closed.Count);
        }

        foreach (var parked in closed)
            parked.File.Dispose();
    }

    private sealed record Parked(string Path, FileVersion Version, OpenFile File, long Since)
    {
        public long Position => File.Lines.Position;
    }
}
