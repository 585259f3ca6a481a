namespace Aspire.Dashboard;

/// <summary>Where the dashboard listens, and who may come in. Port 0 takes any that is free.</summary>
public sealed record DashboardOptions
{
    /// <summary>The pages, such as <c>http://localhost:18888</c>.</summary>
    public required Uri FrontendUrl { get; init; }

    /// <summary>OTLP by gRPC (HTTP/2 without TLS), such as <c>http://localhost:18889</c>.</summary>
    public required Uri OtlpGrpcUrl { get; init; }

    /// <summary>OTLP by HTTP/protobuf, such as <c>http://localhost:18890</c>.</summary>
    public required Uri OtlpHttpUrl { get; init; }

    /// <summary>What the login link carries; null lets everybody in.</summary>
    public required string? BrowserToken { get; init; }

    /// <summary>What senders put into the header <c>x-otlp-api-key</c>; null lets everybody send.</summary>
    public required string? OtlpApiKey { get; init; }
}
