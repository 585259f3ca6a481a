using System.Text;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>Where a resource's requests go, and what they are called in messages.</summary>
internal sealed class RestTarget(RestSource source, RestOrigin origin, Settings settings)
{
    private static readonly (string Name, string Value)[] DefaultHeaders =
        [("User-Agent", "EtlAspire"), ("Accept", "application/json")];

    private readonly string _baseUrl = origin.BaseUrl ?? source.BaseUrl;

    /// <summary>
    /// The request as messages show it: as the definition writes it, so that no value of a placeholder gets out, and
    /// without a query or a user's password.
    /// </summary>
    public string Name
    {
        get
        {
            var (before, _, after) = UrlCredentials.Split(_baseUrl);
            var url = (before + after).Split('?', '#')[0].TrimEnd('/');
            return $"GET {url}{origin.Path}";
        }
    }

    /// <summary>Makes a request; one can be sent only once.</summary>
    /// <param name="pageQuery">The query that the paginator adds.</param>
    public HttpRequestMessage CreateRequest(IReadOnlyDictionary<string, string> pageQuery)
    {
        var uri = CreateUri(pageQuery);
        var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(uri) { UserName = "", Password = "" }.Uri);
        (string, string)[] login = uri.UserInfo.Length == 0 ? [] : [("Authorization", $"Basic {Encode(uri.UserInfo)}")];
        foreach (var (name, value) in DefaultHeaders.Concat(login))
        {
            if (!source.Headers.Keys.Contains(name, StringComparer.OrdinalIgnoreCase))
                request.Headers.Add(name, value);
        }

        foreach (var (name, value) in source.Headers)
        {
            var resolved = settings.Resolve(value);
            if (!IsPrintable(resolved) || !TryAdd(request, name, resolved))
            {
                throw new RunFailedException(Stage.Extract, ErrorKinds.BadHeader,
                    $"The header '{name}' cannot be sent with {Name}.",
                    "Check its name, and that its value has nothing but ASCII characters and no line break.");
            }
        }

        return request;
    }

    // .NET keeps the headers of contents apart, and takes them only with one: APIs ask for Content-Type all the same.
    private static bool TryAdd(HttpRequestMessage request, string name, string value)
    {
        if (request.Headers.TryAddWithoutValidation(name, value))
            return true;
        if (name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            return false;

        request.Content ??= new ByteArrayContent([]);
        return request.Content.Headers.TryAddWithoutValidation(name, value);
    }

    // RFC 7617.
    private static string Encode(string userInfo)
    {
        var parts = userInfo.Split(':', 2);
        var password = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.UnescapeDataString(parts[0])}:{password}"));
    }

    private static bool IsPrintable(string value) => value.All(character => character is >= ' ' and <= '~' or '\t');

    private Uri CreateUri(IReadOnlyDictionary<string, string> pageQuery)
    {
        // A password may hold signs that mean something in a URL.
        var (before, credentials, after) = UrlCredentials.Split(_baseUrl);
        var login = credentials.Length == 0 ? "" : $"{settings.Resolve(credentials, Uri.EscapeDataString)}@";
        var text = settings.Resolve(before) + login + settings.Resolve(after);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var baseUri) || baseUri.Scheme is not ("http" or "https"))
        {
            throw new RunFailedException(Stage.Extract, ErrorKinds.BadBaseUrl,
                $"base_url {_baseUrl} does not come to a URL that begins with http:// or https://.",
                "Correct it in the definition, or the value in the environment of the Extractor.");
        }

        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in source.Params.Concat(origin.Params))
            query[name] = settings.Resolve(value);
        foreach (var (name, value) in pageQuery)
            query[name] = value;

        var pairs = query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}");
        return new UriBuilder(baseUri)
        {
            Path = origin.Path.Length == 0 ? baseUri.AbsolutePath : baseUri.AbsolutePath.TrimEnd('/') + settings.Resolve(origin.Path),
            Query = string.Join('&', pairs.Prepend(baseUri.Query.TrimStart('?')).Where(part => part.Length > 0)),
            Fragment = "",
        }.Uri;
    }
}
