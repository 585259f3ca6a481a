using Aspire.Hosting.DashboardHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>The telemetry settings that Aspire gives each project.</summary>
internal sealed class OtelVariables(
    IConfiguration configuration, IHostEnvironment environment, DashboardService dashboard)
{
    public IEnumerable<KeyValuePair<string, string>> For(ResourceInstance instance)
    {
        yield return new("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        yield return new("OTEL_SERVICE_NAME", instance.Resource.Name);
        yield return new("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={instance.Suffix}");
        yield return new("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION", "true");
        yield return new("LOGGING__CONSOLE__FORMATTERNAME", "simple");

        // Aspire falls back to http://localhost:18889. Here nobody would listen there, and a service that cannot
        // deliver its last spans takes its time to stop: without an address, services do not export.
        if (Endpoint() is { } endpoint)
        {
            yield return new("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.Url);
            yield return new("OTEL_EXPORTER_OTLP_PROTOCOL", endpoint.Protocol);
            if (dashboard.OtlpApiKey is { } key)
                yield return new("OTEL_EXPORTER_OTLP_HEADERS", $"x-otlp-api-key={key}");
        }

        if (!environment.IsDevelopment())
            yield break;

        yield return new("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true");
        yield return new("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "true");
        yield return new("OTEL_BLRP_SCHEDULE_DELAY", "1000");
        yield return new("OTEL_BSP_SCHEDULE_DELAY", "1000");
        yield return new("OTEL_METRIC_EXPORT_INTERVAL", "1000");
        yield return new("OTEL_TRACES_SAMPLER", "always_on");
        yield return new("OTEL_METRICS_EXEMPLAR_FILTER", "trace_based");
        yield return new("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true");
    }

    private (string Url, string Protocol)? Endpoint() =>
        dashboard.OtlpUrl is { } url ? (url.ToString().TrimEnd('/'), "grpc")
        : configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] is { Length: > 0 } grpc ? (grpc, "grpc")
        : configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] is { Length: > 0 } http ? (http, "http/protobuf")
        : null;
}
