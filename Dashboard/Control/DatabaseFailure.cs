using System.Data.Common;

namespace EtlAspire.Dashboard.Control;

/// <summary>Tells the database's failures from our own mistakes; EF Core wraps some of them.</summary>
internal static class DatabaseFailure
{
    /// <summary>Whether the database is behind an exception.</summary>
    public static bool IsCauseOf(Exception exception) => Find(exception) is not null;

    /// <summary>Whether it may well answer again: it is starting, gone, or overloaded.</summary>
    public static bool IsTransientCauseOf(Exception exception) => Find(exception) is { IsTransient: true };

    private static DbException? Find(Exception? exception) =>
        exception as DbException ?? (exception is null ? null : Find(exception.InnerException));
}
