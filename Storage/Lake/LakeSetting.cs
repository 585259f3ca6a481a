namespace EtlAspire.Storage.Lake;

/// <summary>What a person sets to keep the lake elsewhere: <c>ETL_LAKE</c>, and the AWS SDK's own variables.</summary>
internal static class LakeSetting
{
    /// <summary>What is wrong with it, in a line; null when the lake can be opened.</summary>
    public static string? FindMistake(string? location)
    {
        if (location is null)
            return null;

        return S3Location.TryParse(location) is null
            ? $"ETL_LAKE is '{location}': write s3://bucket or s3://bucket/prefix, or leave it unset to keep the lake in ETL_DATA_DIR."
            : S3Client.FindMistake();
    }
}
