using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Processes;

/// <summary>
/// The children of this AppHost on disk, so that the next one on the same data can end what a crash may have left.
/// The open file is also the lock: two AppHosts on one data directory would spoil it.
/// </summary>
internal sealed partial class ProcessRecord(DataDirectory dataDirectory, ILogger<ProcessRecord> logger) : IDisposable
{
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly HashSet<ProcessIdentity> _children = [];
    private FileStream? _file;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var path = dataDirectory.Private("processes");
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new DistributedApplicationException($"Another AppHost runs on the data directory {dataDirectory.Root}: " +
                $"stop it, or set {DataDirectory.Key} to another directory.", exception);
        }

        using var reader = new StreamReader(_file, leaveOpen: true);
        var left = (await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false)).Split('\n')
            .Select(ProcessIdentity.Parse).OfType<ProcessIdentity>().Where(process => process.IsAlive()).ToList();
        foreach (var process in left)
        {
            LogLeftOver(process.Id);
            Signals.SendToGroup(process.Id, Signals.Kill);
            Signals.Send(process.Id, Signals.Kill);
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(EndWithin);
        while (left.Any(process => process.IsAlive()))
            await Task.Delay(TimeSpan.FromMilliseconds(20), deadline.Token).ConfigureAwait(false);
        Save();
    }

    public ProcessIdentity? Add(int processId)
    {
        var identity = ProcessIdentity.Of(processId);
        lock (_lock)
            if (identity is not null && _children.Add(identity))
                Save();
        return identity;
    }

    public void Remove(ProcessIdentity identity)
    {
        lock (_lock)
            if (_children.Remove(identity))
                Save();
    }

    public void Dispose() => _file?.Dispose();

    private void Save()
    {
        if (_file is null or { CanWrite: false })
            return;

        _file.SetLength(0);
        using var writer = new StreamWriter(_file, leaveOpen: true) { NewLine = "\n" };
        foreach (var child in _children)
            writer.WriteLine(child);
    }

    [LoggerMessage(LogLevel.Warning, "Ending process {ProcessId}, which an earlier AppHost left behind")]
    private partial void LogLeftOver(int processId);
}
