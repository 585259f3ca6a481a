using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Control;

namespace EtlAspire.Dashboard.Api;

/// <summary>Which status an exception stands for.</summary>
internal static class FailureStatus
{
    public static int Of(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        LakeUnavailableException => StatusCodes.Status503ServiceUnavailable,
        _ when DatabaseFailure.IsTransientCauseOf(exception) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>Whether it is no fault of ours, so that its stack need not be logged.</summary>
    public static bool IsExpected(Exception exception) => Of(exception) != StatusCodes.Status500InternalServerError;
}
