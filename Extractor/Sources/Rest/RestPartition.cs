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
        var name = NameOf(paginator.PageName);
        using var response = await client.SendAsync(
            name, RequestFor(paginator.Apply), isLaterPage: !paginator.IsAtFirst, cancellationToken);
        try
        {
            var page = await ReadContentAsync(response, sink, cancellationToken);
            var farPage = paginator.FarPage(page) is { } far ? await TryFarPageAsync(far.Name, far.Apply, cancellationToken) : null;
            paginator.Advance(page, farPage);
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

    private string NameOf(string? page) => page is null ? target.Name : $"{target.Name} ({page})";

    private Func<HttpRequestMessage> RequestFor(Action<IDictionary<string, string>> apply)
    {
        var query = new Dictionary<string, string>();
        apply(query);
        return () => target.CreateRequest(query);
    }

    /// <summary>Reads a page whose records nobody wants; whatever goes wrong with it says that it is not there.</summary>
    private async Task<PageContent> TryFarPageAsync(
        string page, Action<IDictionary<string, string>> apply, CancellationToken cancellationToken)
    {
        using var response = await client.TrySendAsync(NameOf(page), RequestFor(apply), cancellationToken);
        if (response is null)
            return PageContent.Empty;

        try
        {
            return await ReadContentAsync(response, new NoRecords(), cancellationToken);
        }
        catch (Exception exception) when (exception is BrokenBodyException or ResponseException)
        {
            return PageContent.Empty;
        }
    }

    private async Task<PageContent> ReadContentAsync(
        HttpResponseMessage response, IRecordSink sink, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NoContent)
            return PageContent.Empty;

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var stream = ContentEncoding.Decode(response, body);
        using var buffer = new ResponseBuffer(new ResponseBody(stream, options.IdleTimeout).ReadAsync);
        var splitter = new RecordSplitter(buffer, sink, dataSelector, paginator.AnswerPaths, paginator.EarlierNames);
        return await splitter.ReadAsync(cancellationToken);
    }

    private Exception Explain(string name, HttpResponseMessage response, ResponseException exception)
    {
        var problem = exception.Kind == ErrorKinds.NotJson
            ? $"{exception.Message} (Content-Type: {response.Content.Headers.ContentType?.ToString() ?? "none"})"
            : exception.Message;
        var error = new RunError(Stage.Extract, exception.Kind, $"{name} {problem.TrimEnd('.')}.", exception.Hint);
        return exception.Kind == ErrorKinds.MalformedResponse
            ? new BrokenPageException(error, options.MalformedAttempts, exception)
            : new RunFailedException(error, exception);
    }

    private sealed class NoRecords : IRecordSink
    {
        public ShapeCollector Shapes { get; } = new();

        public void Accept(ReadOnlySpan<byte> record)
        {
        }

        public void Reject(ReadOnlySpan<byte> record, string reason)
        {
        }
    }
}
