using System.Text;

namespace EtlAspire.Dashboard.Api;

/// <summary>Reads a request's body as text, up to a limit.</summary>
internal static class RequestText
{
    public const int MaxBytes = 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The text; null when the body is larger than <see cref="MaxBytes"/>.</summary>
    /// <exception cref="BadHttpRequestException">The body is no UTF-8.</exception>
    public static async Task<string?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
            return null;

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (await request.Body.ReadAsync(chunk, cancellationToken) is > 0 and var read)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MaxBytes)
                return null;
        }

        try
        {
            return StrictUtf8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException exception)
        {
            throw new BadHttpRequestException("The body is not UTF-8.", StatusCodes.Status400BadRequest, exception);
        }
    }
}
