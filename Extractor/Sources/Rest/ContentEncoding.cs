using System.IO.Compression;
using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Scanning;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>Decompresses what .NET has not: it knows gzip, deflate and br, and passes all other encodings on as they are.</summary>
internal static class ContentEncoding
{
    /// <summary>The body of an answer as it was before any compression; may be disposed with the answer.</summary>
    /// <exception cref="ResponseException">It is compressed in a way that nobody knows (<c>unknown_encoding</c>).</exception>
    public static Stream Decode(HttpResponseMessage response, Stream body)
    {
        foreach (var encoding in response.Content.Headers.ContentEncoding.Reverse())
        {
            body = encoding.ToLowerInvariant() switch
            {
                "identity" => body,
                "gzip" or "x-gzip" => new GZipStream(body, CompressionMode.Decompress), // RFC 9110, 8.4.1.3: the same
                "deflate" => new ZLibStream(body, CompressionMode.Decompress),
                "br" => new BrotliStream(body, CompressionMode.Decompress),
                _ => throw new ResponseException(ErrorKinds.UnknownEncoding, $"answered with the Content-Encoding '{encoding}', which is not known",
                    "Ask for another one by a header Accept-Encoding: gzip."),
            };
        }

        return body;
    }
}
