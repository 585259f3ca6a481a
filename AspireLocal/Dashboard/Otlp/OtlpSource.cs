using Aspire.Dashboard.Telemetry;
using Opentelemetry.Proto.Common.V1;
using Opentelemetry.Proto.Resource.V1;

namespace Aspire.Dashboard.Otlp;

/// <summary>Who sent something, and by which library.</summary>
internal sealed class OtlpSource(TelemetryStore store, OtlpText text)
{
    public TelemetryResource Read(Resource? resource)
    {
        var (attributes, _) = text.Read(resource?.Attributes ?? []);
        return store.Know(new TelemetryResource(
            Find(attributes, "service.name") ?? "unknown_service", Find(attributes, "service.instance.id") ?? "", attributes));
    }

    public TelemetryScope Read(InstrumentationScope? scope) =>
        new(text.Read(scope?.Name ?? ""), text.Read(scope?.Version ?? ""));

    private static string? Find(TelemetryAttribute[] attributes, string name)
    {
        var value = Array.Find(attributes, attribute => attribute.Name == name).Value;
        return string.IsNullOrEmpty(value) ? null : value;
    }
}
