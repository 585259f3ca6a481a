using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace EtlAspire.Storage.Catalog;

/// <summary>
/// Takes what our services warn of while they work for a run over into its <c>pipeline.log</c>. Errors are there already, as
/// what the run failed with. The run is told by <c>RunId</c> and <c>Stage</c> of the scope or of the message itself.
/// </summary>
[ProviderAlias("PipelineLog")]
internal sealed class RunLogProvider(TimeProvider clock) : ILoggerProvider, ISupportExternalScope
{
    private const string Ours = "EtlAspire.";

    // Warnings that nobody takes are lost here: a service in such trouble has them in its own log.
    private readonly Channel<RunEvent> _events = Channel.CreateBounded<RunEvent>(
        new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    /// <summary>What is to be written.</summary>
    public ChannelReader<RunEvent> Events => _events.Reader;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName.StartsWith(Ours, StringComparison.Ordinal));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => _events.Writer.TryComplete();

    private void Take<TState>(TState state, Func<string> format)
    {
        var place = new Place();
        place.Look(state);
        _scopes.ForEachScope((scope, found) => found.Look(scope), place);
        if (place.RunId is not { } runId)
            return;

        _events.Writer.TryWrite(new RunEvent
        {
            RunId = runId,
            At = clock.GetUtcNow(),
            Level = EventLevel.Warning,
            Stage = place.Stage ?? Stage.Run,
            Message = format(),
        });
    }

    private sealed class Place
    {
        public Guid? RunId { get; private set; }

        public Stage? Stage { get; private set; }

        public void Look(object? values)
        {
            foreach (var (key, value) in values as IEnumerable<KeyValuePair<string, object?>> ?? [])
            {
                if (key == nameof(RunId) && value is Guid runId)
                    RunId ??= runId;
                else if (key == nameof(Stage) && value is Stage stage)
                    Stage ??= stage;
            }
        }
    }

    private sealed class Logger(RunLogProvider provider, bool isOurs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => provider._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => isOurs && logLevel == LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                provider.Take(state, () => formatter(state, exception));
        }
    }
}
