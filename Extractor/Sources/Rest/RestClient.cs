using EtlAspire.Contracts.Runs;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>Sends requests until one is answered: trouble that may pass is met with patience.</summary>
internal sealed partial class RestClient(
    IHttpClientFactory clients, IOptions<RestOptions> options, TimeProvider clock, ILogger<RestClient> logger)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string ClientName = "rest-source";

    private static readonly ResiliencePropertyKey<string> RequestName = new("request");

    private readonly RestOptions _options = options.Value;
    private readonly ResiliencePipeline<HttpResponseMessage> _retries = BuildRetries(options.Value, clock, logger);

    /// <summary>Sends a request, made anew for each attempt, and gives the answer, its headers read and its body not.</summary>
    /// <param name="name">What the request is called in messages.</param>
    /// <param name="createRequest">Makes it.</param>
    /// <param name="isLaterPage">Whether it asks for a page behind one that was answered.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RunFailedException">There was no answer, or one that is no success.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        string name, Func<HttpRequestMessage> createRequest, bool isLaterPage, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(RequestName, name);
        try
        {
            var response = await _retries.ExecuteAsync(
                async attempt => await SendOnceAsync(createRequest, attempt.CancellationToken), context);
            if (RestErrors.IsWhole(response.StatusCode))
                return response;

            using (response)
                throw new RunFailedException(RestErrors.FromStatus(name, response, isLaterPage));
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException)
        {
            throw new RunFailedException(RestErrors.Unavailable(name, RestErrors.Describe(exception)), exception);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Sends a request once, for an answer that nobody depends on; null when there is none, or one that is no success.</summary>
    public async Task<HttpResponseMessage?> TrySendAsync(
        string name, Func<HttpRequestMessage> createRequest, CancellationToken cancellationToken)
    {
        try
        {
            var response = await SendOnceAsync(createRequest, cancellationToken);
            if (RestErrors.IsWhole(response.StatusCode))
                return response;

            LogNotThere(name, (int)response.StatusCode);
            response.Dispose();
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException)
        {
            LogNotThere(name, null);
        }

        return null;
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        Func<HttpRequestMessage> createRequest, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.HeaderTimeout);
        using var request = createRequest();
        try
        {
            return await clients.CreateClient(ClientName)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {_options.HeaderTimeout.TotalSeconds:N0} s", exception);
        }
    }

    private static ResiliencePipeline<HttpResponseMessage> BuildRetries(RestOptions options, TimeProvider clock, ILogger logger)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock };
        if (options.Attempts == 1)
            return builder.Build();

        return builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                .Handle<HttpRequestException>()
                .Handle<TimeoutException>()
                .HandleResult(response => RestErrors.IsPassing(response)),
            MaxRetryAttempts = options.Attempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.RetryDelay,
            MaxDelay = options.MaxRetryDelay,
            DelayGenerator = arguments => ValueTask.FromResult(RetryAfter.Read(arguments.Outcome.Result, options.MaxRetryDelay, clock)),
            OnRetry = arguments =>
            {
                LogRetry(logger, arguments.Context.Properties.GetValue(RequestName, ""), arguments.AttemptNumber + 1,
                    (int?)arguments.Outcome.Result?.StatusCode, arguments.Outcome.Exception?.GetType().Name,
                    arguments.RetryDelay.TotalSeconds);
                arguments.Outcome.Result?.Dispose();
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    [LoggerMessage(LogLevel.Debug, "{Request} was asked for to tell equal pages from repeated ones, and is not there (status {Status})")]
    private partial void LogNotThere(string request, int? status);

    [LoggerMessage(LogLevel.Warning,
        "Attempt {Attempt} at {Request} failed (status {Status}, {Error}); next in {Delay} s")]
    private static partial void LogRetry(ILogger logger, string request, int attempt, int? status, string? error, double delay);
}
