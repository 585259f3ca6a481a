using System.Data.Common;
using EtlAspire.Contracts.Runs;
using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace EtlAspire.ServiceDefaults.Messaging;

/// <summary>Tells what is behind a failure: machinery that comes back by itself, the disk, a slow database or a fault of ours.</summary>
internal static class FailureCause
{
    // PostgreSQL's codes (SQLSTATE).
    private const string DiskFull = "53100";
    private const string QueryCanceled = "57014";
    private const string InsufficientPrivilege = "42501";

    /// <summary>Whether the broker, the database, the lake or a deadline was in the way: to be tried again, however long it takes.</summary>
    public static bool IsMachinery(Exception exception)
    {
        if (Find<OperationCanceledException>(exception) is not null || Find<TimeoutException>(exception) is not null)
            return true;
        if (Find<LakeUnavailableException>(exception) is not null)
            return true;
        if (Find<ConnectionException>(exception) is not null || Find<TransportException>(exception) is not null
            || Find<RabbitMQClientException>(exception) is not null)
        {
            return true;
        }

        // A full disk counts as transient there, but does not empty itself. 57P…: the server goes or comes.
        return Find<DbException>(exception) is { SqlState: not DiskFull } database
            && (database.IsTransient || database.SqlState?.StartsWith("57P", StringComparison.Ordinal) == true);
    }

    /// <summary>Whether PostgreSQL ended a statement that took longer than it may.</summary>
    public static bool IsStatementTimeout(DbException exception) => exception.SqlState == QueryCanceled;

    /// <summary>What the run is failed with.</summary>
    public static RunError Explain(Exception exception, Stage stage)
    {
        var cause = exception.GetBaseException();
        var database = Find<DbException>(exception);
        if (database is null ? Find<IOException>(exception) is not null : database.SqlState == DiskFull)
        {
            return new RunError(stage, ErrorKinds.StorageFailed, $"A disk could not be read or written: {cause.Message.TrimEnd('.')}.",
                "Make room on it or mend it, be it that of ETL_DATA_DIR or PostgreSQL's, and retry the run: it goes on from where it failed.");
        }

        if (database?.SqlState == InsufficientPrivilege)
        {
            return new RunError(stage, ErrorKinds.PermissionDenied, $"PostgreSQL refused: {cause.Message.TrimEnd('.')}.",
                "Grant EtlAspire's database user what it lacks, then retry the run: it goes on from where it failed.");
        }

        return database is not null && IsStatementTimeout(database)
            ? new RunError(stage, ErrorKinds.TooSlow, $"PostgreSQL gave up on a statement: {cause.Message.TrimEnd('.')}.",
                "Look for what keeps the warehouse busy, then retry the run: it goes on from where it failed.")
            : new RunError(stage, ErrorKinds.InternalError, $"{cause.GetType().Name}: {cause.Message}",
                "This is a fault of EtlAspire, not of the data: the service's log has the details. Retry the run after an update.");
    }

    /// <summary>The first exception of a kind among an exception and what caused it.</summary>
    public static TException? Find<TException>(Exception exception)
        where TException : Exception
    {
        for (Exception? current = exception; current is not null; current = current.InnerException)
        {
            if (current is TException found)
                return found;
        }

        return null;
    }
}
