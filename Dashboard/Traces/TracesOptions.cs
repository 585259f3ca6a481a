namespace EtlAspire.Dashboard.Traces;

/// <summary>Where traces can be looked at.</summary>
internal sealed class TracesOptions
{
    /// <summary>The address of Aspire's dashboard (<c>ETL_TRACES_URL</c>); null where there is none.</summary>
    public Uri? Url { get; set; }

    /// <summary>The key to its telemetry API (<c>ETL_TRACES_KEY</c>).</summary>
    public string? Key { get; set; }
}
