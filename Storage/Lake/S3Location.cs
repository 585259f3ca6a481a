using System.Text.RegularExpressions;

namespace EtlAspire.Storage.Lake;

/// <summary>A place on S3-compatible storage, written <c>s3://bucket/prefix</c>.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What all keys begin with: empty, or ending in a slash.</param>
internal sealed partial record S3Location(string Bucket, string Prefix)
{
    /// <summary>Reads what <c>ETL_LAKE</c> holds; null when it is no such place.</summary>
    public static S3Location? TryParse(string text)
    {
        var match = Pattern.Match(text);
        if (!match.Success || match.Groups["segment"].Captures.Any(segment => segment.Value is "." or ".."))
            return null;

        var prefix = string.Concat(match.Groups["segment"].Captures.Select(segment => $"{segment.Value}/"));
        return new S3Location(match.Groups["bucket"].Value, prefix);
    }

    /// <summary>
    /// What is wrong with what a person sets to keep the lake elsewhere, <c>ETL_LAKE</c> and the AWS SDK's own variables, in a line;
    /// null when the lake can be opened.
    /// </summary>
    public static string? FindMistake(string? location)
    {
        if (location is null)
            return null;

        return TryParse(location) is not null
            ? S3Client.FindMistake()
            : $"ETL_LAKE is '{location}': write s3://bucket or s3://bucket/prefix, or leave it unset to keep the lake in ETL_DATA_DIR.";
    }

    public override string ToString() => $"s3://{Bucket}/{Prefix}".TrimEnd('/');

    [GeneratedRegex(@"^s3://(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/(?<segment>[A-Za-z0-9._=-]+))*/?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern { get; }
}
