using EtlAspire.Contracts.Runs;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>A user and a password in a base URL, as in <c>https://user:password@host</c>.</summary>
public static class UrlCredentials
{
    private const string SchemeEnd = "://";

    /// <summary>Cuts a base URL, as a definition writes it, into what stands before its credentials, these, and what stands behind.</summary>
    public static (string Before, string Credentials, string After) Split(string url)
    {
        var start = url.IndexOf(SchemeEnd, StringComparison.Ordinal);
        if (start < 0)
            return (url, "", "");

        start += SchemeEnd.Length;
        var end = url.AsSpan(start).IndexOfAny('/', '?', '#');
        var authority = end < 0 ? url[start..] : url.Substring(start, end);
        var length = authority.LastIndexOf('@') + 1;
        return (url[..start], length == 0 ? "" : authority[..(length - 1)], url[(start + length)..]);
    }

    /// <summary>Refuses those that are written down: a definition is stored and shown.</summary>
    /// <param name="map">The map that has the key <c>base_url</c>.</param>
    /// <param name="url">Its value.</param>
    internal static void RefuseLiteral(MapReader map, string? url)
    {
        if (url is null || Split(url).Credentials is not { Length: > 0 } credentials || Placeholders.Find(credentials).Count > 0)
            return;

        map.Errors.AddYoungRule(map.Optional("base_url")!, WarningKinds.LiteralCredentials,
            "'base_url' holds a user or a password, which would be stored and shown: write ${secret:NAME} for it, as in "
            + "https://${secret:USER}:${secret:PASSWORD}@host");
    }
}
