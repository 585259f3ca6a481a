using Amazon.Runtime;
using Amazon.S3;

namespace EtlAspire.Storage.Lake;

/// <summary>The AWS SDK's client, set up by the SDK's own environment variables and profiles.</summary>
internal static class S3Client
{
    private const string AnyRegion = "us-east-1";

    public static AmazonS3Client Create() => new(Configure());

    /// <summary>What is wrong with the SDK's own settings; null when a client can be made of them.</summary>
    public static string? FindMistake()
    {
        try
        {
            var config = Configure();
            return config.ServiceURL is null && config.RegionEndpoint is null
                ? "The lake is to be on S3, but no region is set: set AWS_REGION, or AWS_ENDPOINT_URL_S3 for storage outside AWS."
                : null;
        }
        catch (AmazonClientException exception)
        {
            return $"The lake is to be on S3, but the AWS SDK's settings are wrong (AWS_REGION, AWS_ENDPOINT_URL_S3): {exception.Message}";
        }
    }

    private static AmazonS3Config Configure()
    {
        var config = new AmazonS3Config
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // The lake has checksums of its own, and many S3-compatible stores do not know the SDK's newer ones.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        var region = config.RegionEndpoint?.SystemName;
        if (config.ServiceURL is { } endpoint)
        {
            // Said again, or the SDK forgets an endpoint from the environment where no region is set.
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = region ?? AnyRegion;
            config.ForcePathStyle = true;
        }

        return config;
    }
}
