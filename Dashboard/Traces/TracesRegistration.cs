namespace EtlAspire.Dashboard.Traces;

internal static class TracesRegistration
{
    /// <summary>Adds the way from a run to its trace.</summary>
    public static void AddTraces(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<TracesOptions>().Configure(options =>
        {
            options.Url = Uri.TryCreate(builder.Configuration["ETL_TRACES_URL"], UriKind.Absolute, out var url)
                && url.Scheme is "http" or "https" ? url : null;
            options.Key = builder.Configuration["ETL_TRACES_KEY"];
        });
        builder.Services.AddHttpClient<TraceStore>();
    }
}
