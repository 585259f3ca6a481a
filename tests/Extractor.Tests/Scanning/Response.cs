using System.Text;
using EtlAspire.Extractor.Scanning;

namespace EtlAspire.Extractor.Tests.Scanning;

/// <summary>A response that arrives in pieces.</summary>
internal static class Response
{
    public static async Task<(PageContent Content, CollectingSink Sink)> SplitAsync(
        byte[] response, int pieceSize = int.MaxValue, string? selector = null, params string[] answerPaths)
    {
        var sink = new CollectingSink();
        using var buffer = Buffer(response, pieceSize);
        var content = await new RecordSplitter(buffer, sink, selector, answerPaths)
            .ReadAsync(TestContext.Current.CancellationToken);
        return (content, sink);
    }

    public static Task<(PageContent Content, CollectingSink Sink)> SplitAsync(
        string response, int pieceSize = int.MaxValue, string? selector = null, params string[] answerPaths) =>
        SplitAsync(Encoding.UTF8.GetBytes(response), pieceSize, selector, answerPaths);

    /// <summary>A buffer that the response comes into.</summary>
    public static ResponseBuffer Buffer(byte[] response, int pieceSize = int.MaxValue)
    {
        var position = 0;
        ReadBytes read = (buffer, _) =>
        {
            var count = Math.Min(Math.Min(buffer.Length, pieceSize), response.Length - position);
            response.AsMemory(position, count).CopyTo(buffer);
            position += count;
            return ValueTask.FromResult(count);
        };
        return new ResponseBuffer(read);
    }
}
