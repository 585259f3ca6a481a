using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The newest lines of one resource instance.</summary>
internal sealed class ResourceLog(string resourceId, IResourceOutput output)
{
    private const int MaxLines = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _lines = [];
    private readonly List<Channel<LogLine>> _watchers = [];
    private int _count;

    public void Write(string content, bool isError)
    {
        lock (_lock)
        {
            var line = new LogLine(++_count, content, isError);
            _lines.Enqueue(line);
            if (_lines.Count > MaxLines)
                _lines.Dequeue();
            foreach (var watcher in _watchers)
                watcher.Writer.TryWrite(line);
        }

        output.Write(resourceId, content, isError);
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> ReadAsync(bool follow,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<LogLine>();
        LogLine[] kept;
        lock (_lock)
        {
            kept = [.. _lines];
            _watchers.Add(channel);
        }

        try
        {
            if (kept.Length > 0)
                yield return kept;
            if (!follow)
                yield break;
            await foreach (var line in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return [line];
        }
        finally
        {
            lock (_lock)
                _watchers.Remove(channel);
        }
    }
}

/// <summary>What the orchestrator has to say about a resource goes among the resource's own lines.</summary>
internal sealed class ResourceLogger(IReadOnlyList<ResourceLog> logs) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;

        foreach (var log in logs)
            log.Write(formatter(state, exception), logLevel >= LogLevel.Error);
    }
}
