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

    public override string ToString() => $"s3://{Bucket}/{Prefix}".TrimEnd('/');

    [GeneratedRegex(@"^s3://(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/(?<segment>[A-Za-z0-9._=-]+))*/?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern { get; }
}
