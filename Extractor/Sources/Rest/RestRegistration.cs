using System.Diagnostics;
using System.Net;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>Registers the source <c>rest</c>.</summary>
internal static class RestRegistration
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    // Long enough for a run, short enough to notice that a name has moved.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    public static void AddRestSource(this IServiceCollection services)
    {
        services.AddOptions<RestOptions>()
            .BindConfiguration(RestOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<RestClient>();
        services.AddSingleton<ISource, RestReader>();

#pragma warning disable EXTEXP0001 // RemoveAllResilienceHandlers is marked as experimental; nothing else takes the default retries out.
        services.AddHttpClient(RestClient.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.ActivityHeadersPropagator = new LoopbackPropagator(DistributedContextPropagator.Current);
                handler.AllowAutoRedirect = false; // a header with a key would follow to wherever it leads
                handler.AutomaticDecompression = DecompressionMethods.All;
                handler.ConnectTimeout = ConnectTimeout;
                handler.PooledConnectionLifetime = ConnectionLifetime;
                handler.UseCookies = false;
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // the connections' lifetime does that
            .RemoveAllLoggers() // they would log addresses, which may hold secrets
            .RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
    }
}
