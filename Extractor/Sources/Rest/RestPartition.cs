using System.Net;
using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Scanning;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>Reads the pages of a resource.</summary>
internal sealed class RestPartition(
    RestClient client, RestTarget target, string? dataSelector, IPaginator paginator, RestOptions options) : IPartitionReader
{
    public string? Checkpoint => paginator.Checkpoint;

    public bool Completed => paginator.Completed;

    public async Task ReadPageAsync(IRecordSink sink, CancellationToken cancellationToken)
    {
        var name = paginator.PageName is { } page ? $"{target.Name} ({page})" : target.Name;
        var query = new Dictionary<string, string>();
        paginator.Apply(query);
        using var response = await client.SendAsync(name, () => target.CreateRequest(query), cancellationToken);
        try
        {
            paginator.Advance(await ReadContentAsync(response, sink, cancellationToken));
        }
        catch (BrokenBodyException exception)
        {
            throw new BrokenPageException(RestErrors.Unavailable(name, exception.Message), options.Attempts, exception);
        }
        catch (ResponseException exception)
        {
            throw Explain(name, response, exception);
        }
    }

    public void Dispose()
    {
        // Nothing outlives a page.
    }

    private async Task<PageContent> ReadContentAsync(
        HttpResponseMessage response, IRecordSink sink, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NoContent)
            return PageContent.Empty;

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var buffer = new ResponseBuffer(new ResponseBody(stream, options.IdleTimeout).ReadAsync);
        return await new RecordSplitter(buffer, sink, dataSelector, paginator.AnswerPaths).ReadAsync(cancellationToken);
    }

    private Exception Explain(string name, HttpResponseMessage response, ResponseException exception)
    {
        var problem = exception.Kind == ResponseException.NotJson
            ? $"{exception.Message} (Content-Type: {response.Content.Headers.ContentType?.ToString() ?? "none"})"
            : exception.Message;
        var error = new RunError(Stage.Extract, exception.Kind, $"{name} {problem.TrimEnd('.')}.", exception.Hint);
        return exception.Kind == ResponseException.MalformedResponse
            ? new BrokenPageException(error, options.MalformedAttempts, exception)
            : new RunFailedException(error, exception);
    }
}
