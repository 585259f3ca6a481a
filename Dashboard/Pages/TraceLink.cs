namespace EtlAspire.Dashboard.Pages;

/// <summary>Leads from a run to its trace, in the dashboard of Aspire's kind that <c>ETL_TRACES_URL</c> names.</summary>
internal sealed class TraceLink(IConfiguration configuration)
{
    private readonly Uri? _dashboard =
        Uri.TryCreate(configuration["ETL_TRACES_URL"], UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url : null;

    /// <summary>The trace's page; null where no dashboard is known.</summary>
    public string? To(string traceId) =>
        _dashboard is null ? null : new Uri(_dashboard, $"/traces/detail/{Uri.EscapeDataString(traceId)}").ToString();
}
