namespace Aspire.Dashboard.Telemetry;

/// <summary>One process that sends telemetry: a service, or one of its replicas.</summary>
/// <param name="Name">Its <c>service.name</c>.</param>
/// <param name="InstanceId">Its <c>service.instance.id</c>; empty where it sent none.</param>
/// <param name="Attributes">All that it says of itself.</param>
internal sealed record TelemetryResource(string Name, string InstanceId, IReadOnlyList<TelemetryAttribute> Attributes);

/// <summary>A name and a value as text: strings as they are, numbers and booleans invariant, the rest as JSON.</summary>
internal readonly record struct TelemetryAttribute(string Name, string Value);

/// <summary>The library that made a span, a log or a metric.</summary>
internal sealed record TelemetryScope(string Name, string Version);
