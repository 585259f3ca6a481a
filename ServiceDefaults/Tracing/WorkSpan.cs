using System.Diagnostics;
using EtlAspire.Contracts.Runs;

namespace EtlAspire.ServiceDefaults.Tracing;

/// <summary>
/// A piece of a run's work as a span. Where its batch is beyond those that are recorded in detail
/// (<see cref="RunTrace.IsDetailed"/>), it is recorded after all when it fails or takes long, right below the run's beginning.
/// </summary>
public sealed class WorkSpan : IDisposable
{
    // From here on a piece of work is worth a span, whatever else is left out.
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(10);

    private readonly ActivitySource _source;
    private readonly string _name;
    private readonly ActivityKind _kind;
    private readonly string? _traceParent;
    private readonly DateTimeOffset _startedAt = TimeProvider.System.GetUtcNow();
    private readonly long _started = Stopwatch.GetTimestamp();
    private TagList _late;
    private readonly Activity? _activity;
    private Exception? _failure;

    private WorkSpan(ActivitySource source, string name, ActivityKind kind, string? traceParent)
    {
        (_source, _name, _kind, _traceParent) = (source, name, kind, traceParent);
        _activity = source.StartActivity(name, kind);
    }

    private bool IsRecorded => _activity is { IsAllDataRequested: true };

    /// <summary>Begins a span, which ends when it is disposed of.</summary>
    /// <param name="source">Whose span it is.</param>
    /// <param name="name">What is done, such as <c>transform users</c>.</param>
    /// <param name="kind">Client where another program does it.</param>
    /// <param name="traceParent">Where the run's trace began.</param>
    public static WorkSpan Start(ActivitySource source, string name, ActivityKind kind, string? traceParent) =>
        new(source, name, kind, traceParent);

    /// <summary>Adds an attribute.</summary>
    public WorkSpan SetTag(string key, object? value)
    {
        if (IsRecorded)
            _activity!.SetTag(key, value);
        else
            _late.Add(key, value);
        return this;
    }

    /// <summary>Does the work; a failure is noted on the span and goes on its way.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (Note(exception))
        {
            throw;
        }
    }

    /// <summary>Does the work; a failure is noted on the span and goes on its way.</summary>
    public Task RunAsync(Func<Task> work) => RunAsync(async () =>
    {
        await work();
        return true;
    });

    /// <inheritdoc />
    public void Dispose()
    {
        using var activity = IsRecorded ? _activity : StartLate();
        if (_failure is not null)
            Mark(activity, _failure);
        if (!IsRecorded)
            _activity?.Dispose();
    }

    /// <summary>Notes on a span what it failed with.</summary>
    internal static void Mark(Activity? activity, Exception failure)
    {
        var (type, description) = failure is RunFailedException failed
            ? (failed.Error.Kind, failed.Error.Message)
            : (failure.GetType().FullName!, null);
        activity?.SetTag("error.type", type).SetStatus(ActivityStatusCode.Error, description).AddException(failure);
    }

    private Activity? StartLate() =>
        (_failure is not null || Stopwatch.GetElapsedTime(_started) >= Slow) && RunTrace.TryRead(_traceParent, out var run)
            ? _source.StartActivity(_name, _kind, run, _late, startTime: _startedAt)
            : null;

    // Always false: an exception filter sees the failure while the span is open, and catches nothing.
    private bool Note(Exception exception)
    {
        _failure = exception;
        return false;
    }
}
