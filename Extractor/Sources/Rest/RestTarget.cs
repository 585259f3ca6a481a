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
            var url = _baseUrl.Split('?', '#')[0].TrimEnd('/');
            var authority = url.IndexOf("://", StringComparison.Ordinal) + "://".Length;
            var userEnd = url.LastIndexOf('@');
            if (authority >= "://".Length && userEnd >= authority)
                url = url[..authority] + url[(userEnd + 1)..];
            return $"GET {url}{origin.Path}";
        }
    }

    /// <summary>Makes a request; one can be sent only once.</summary>
    /// <param name="pageQuery">The query that the paginator adds.</param>
    public HttpRequestMessage CreateRequest(IReadOnlyDictionary<string, string> pageQuery)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, CreateUri(pageQuery));
        foreach (var (name, value) in DefaultHeaders)
        {
            if (!source.Headers.Keys.Contains(name, StringComparer.OrdinalIgnoreCase))
                request.Headers.Add(name, value);
        }

        foreach (var (name, value) in source.Headers)
        {
            var resolved = settings.Resolve(value);
            if (!IsPrintable(resolved) || !request.Headers.TryAddWithoutValidation(name, resolved))
            {
                throw new RunFailedException(Stage.Extract, ErrorKinds.BadHeader,
                    $"The header '{name}' cannot be sent with {Name}.",
                    "Check its name, and that its value has nothing but ASCII characters and no line break.");
            }
        }

        return request;
    }

    private static bool IsPrintable(string value) => value.All(character => character is >= ' ' and <= '~' or '\t');

    private Uri CreateUri(IReadOnlyDictionary<string, string> pageQuery)
    {
        var text = settings.Resolve(_baseUrl);
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
            Path = baseUri.AbsolutePath.TrimEnd('/') + settings.Resolve(origin.Path),
            Query = string.Join('&', pairs.Prepend(baseUri.Query.TrimStart('?')).Where(part => part.Length > 0)),
            Fragment = "",
        }.Uri;
    }
}
