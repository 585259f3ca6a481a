using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Control;
using Npgsql;

namespace EtlAspire.Dashboard.Api;

/// <summary>Which status an exception stands for.</summary>
internal static class FailureStatus
{
    public static int Of(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        // A NUL in a name: PostgreSQL's texts hold none, so nothing can have that name.
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire } => StatusCodes.Status400BadRequest,
        LakeUnavailableException => StatusCodes.Status503ServiceUnavailable,
        _ when DatabaseFailure.IsTransientCauseOf(exception) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>Whether it is no fault of ours, so that its stack need not be logged.</summary>
    public static bool IsExpected(Exception exception) => Of(exception) != StatusCodes.Status500InternalServerError;
}
