using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;

namespace EtlAspire.Storage.Lake;

/// <summary>Says what a failed call to S3 means: to be tried again, or to be mended by a person first.</summary>
internal static class S3Failure
{
    private static readonly string[] RefusingCodes = ["ExpiredToken", "InvalidToken", "TokenRefreshRequired"];
    private static readonly string[] PassingCodes = ["RequestTimeout", "RequestTimeTooSkewed", "OperationAborted"];

    /// <summary>Explains a failure; null when it is none of S3's.</summary>
    public static Exception? Explain(Exception exception, S3Location lake, Stage stage) => exception switch
    {
        AmazonServiceException { ErrorCode: "NoSuchBucket" } => new RunFailedException(stage, ErrorKinds.LakeBucketMissing,
            $"There is no bucket '{lake.Bucket}' for the lake {lake}.",
            "Create it, or correct ETL_LAKE or the endpoint, and retry the run.", exception),
        AmazonServiceException service when IsPassing(service) => Unavailable(exception, lake),
        AmazonServiceException service when IsRefusal(service) => Refused(
            exception, lake, stage, $"{service.Message.TrimEnd('.')} ({service.ErrorCode})"),
        AmazonServiceException service => new RunFailedException(stage, ErrorKinds.LakeRequestFailed,
            $"The lake {lake} does not do what is asked: {service.Message.TrimEnd('.')} ({service.ErrorCode}).",
            "Check ETL_LAKE, AWS_REGION and the endpoint, and retry the run.", exception),
        _ when IsNetwork(exception) => Unavailable(exception, lake),
        AmazonClientException => Refused(exception, lake, stage, exception.Message.Split('\n')[0].Trim()),
        _ => null,
    };

    private static LakeUnavailableException Unavailable(Exception exception, S3Location lake) =>
        new($"The lake {lake} does not answer: {exception.GetBaseException().Message.TrimEnd('.')}.", exception);

    private static RunFailedException Refused(Exception exception, S3Location lake, Stage stage, string reason) => new(
        stage, ErrorKinds.LakeAccessRefused, $"The lake {lake} cannot be entered: {reason}.",
        "Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and what they are allowed to do in the bucket, and retry the run.", exception);

    private static bool IsPassing(AmazonServiceException exception) =>
        exception.StatusCode is 0 or >= HttpStatusCode.InternalServerError
            or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        || PassingCodes.Contains(exception.ErrorCode);

    private static bool IsRefusal(AmazonServiceException exception) =>
        exception.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        || RefusingCodes.Contains(exception.ErrorCode);

    // A deadline shows as a cancellation. Other failures to read or write are the disk's.
    private static bool IsNetwork(Exception? exception) => exception switch
    {
        null => false,
        HttpRequestException or HttpIOException or SocketException or OperationCanceledException or TimeoutException => true,
        _ => IsNetwork(exception.InnerException),
    };
}
