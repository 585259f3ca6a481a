using System.Net;
using System.Net.Sockets;
using EtlAspire.Contracts.Runs;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>The words for what goes wrong with a web API.</summary>
internal static class RestErrors
{
    public static RunError Unavailable(string request, string problem) => new(Stage.Extract, ErrorKinds.SourceUnavailable,
        $"{request} {problem}.",
        "Check that the source is up and that the Extractor can reach it, then retry the run: it goes on from where it failed.");

    /// <summary>The error for an answer that is no success; also one that was tried again in vain.</summary>
    public static RunError FromStatus(string request, HttpResponseMessage response, bool isLaterPage)
    {
        var problem = $"answered {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        return response.StatusCode switch
        {
            HttpStatusCode.NotFound or HttpStatusCode.BadRequest when isLaterPage => new RunError(Stage.Extract,
                response.StatusCode == HttpStatusCode.NotFound ? ErrorKinds.SourceNotFound : ErrorKinds.SourceError, $"{request} {problem}.",
                "Pages before it came: is this how the source answers after the last page? Then let total_path, has_more_path or "
                + "maximum_page of the paginator say which one is the last."),
            HttpStatusCode.NotFound => new RunError(Stage.Extract, ErrorKinds.SourceNotFound,
                $"{request} {problem}.", "Check base_url and path: the source has nothing there."),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when !IsPassing(response) => new RunError(Stage.Extract, ErrorKinds.SourceRefused,
                $"{request} {problem}.", "Check the credentials in headers and params, and what they are allowed to read."),
            HttpStatusCode.Accepted => new RunError(Stage.Extract, ErrorKinds.SourceUnavailable,
                $"{request} {problem}, again and again: it has not made ready what it was asked for.",
                "Ask for it before the run, or retry the run later: it goes on from where it failed."),
            HttpStatusCode.PartialContent => new RunError(Stage.Extract, ErrorKinds.SourceError,
                $"{request} {problem}, which is a part of what there is.", "Take the Range header out of headers."),
            _ when IsPassing(response) => Unavailable(request, problem),
            var status when (int)status is >= 300 and < 400 => new RunError(Stage.Extract, ErrorKinds.SourceError,
                $"{request} {problem}, a redirection, which is not followed so that no credential goes astray.",
                "Write the address it leads to into base_url and path."),
            _ => new RunError(Stage.Extract, ErrorKinds.SourceError,
                $"{request} {problem}.", "Check path, params and headers against the source's documentation."),
        };
    }

    /// <summary>Whether an answer is all of what was asked for: a success that is neither still to come nor a part.</summary>
    public static bool IsWhole(HttpStatusCode status) =>
        (int)status is >= 200 and < 300 && status is not (HttpStatusCode.Accepted or HttpStatusCode.PartialContent);

    /// <summary>Whether an answer may be another one a little later.</summary>
    public static bool IsPassing(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.Accepted or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.Forbidden => RetryAfter.IsGivenBy(response), // a limit of requests rather than a refusal
        var status => (int)status >= 500,
    };

    /// <summary>What happened to a request without an answer. The host's name stays out: it may come from a placeholder.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        TimeoutException => $"failed: {exception.Message}",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "failed: its host name is not known",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "failed: no trusted TLS connection",
        _ when exception.GetBaseException() is SocketException socket => $"failed: {socket.Message}",
        _ => $"failed: {exception.GetBaseException().Message.TrimEnd('.')}",
    };
}
