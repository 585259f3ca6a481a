using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace EtlAspire.Transformer;

/// <summary>Something of a batch that a function of DuckDB works with, named in SQL by a number as long as it is not disposed.</summary>
internal sealed class SqlHandle<T> : IDisposable
    where T : class
{
    private static readonly ConcurrentDictionary<long, SqlHandle<T>> Handles = new();
    private static long LastKey;

    private ExceptionDispatchInfo? _failure;

    public SqlHandle(T value)
    {
        Value = value;
        Handles[Key] = this;
    }

    public T Value { get; }

    /// <summary>The number.</summary>
    public long Key { get; } = Interlocked.Increment(ref LastKey);

    /// <summary>What a number means, or null.</summary>
    public static SqlHandle<T>? Find(long key) => Handles.GetValueOrDefault(key);

    /// <summary>Notes why the function cannot go on: nothing may be thrown through DuckDB's frames.</summary>
    /// <returns>True, so that it can stand where an exception is caught.</returns>
    public bool Note(Exception failure)
    {
        _failure = ExceptionDispatchInfo.Capture(failure);
        return true;
    }

    /// <summary>Throws what was noted, if anything was: DuckDB knows it as a text only.</summary>
    public void ThrowFailure() => _failure?.Throw();

    public void Dispose() => Handles.TryRemove(Key, out _);
}
