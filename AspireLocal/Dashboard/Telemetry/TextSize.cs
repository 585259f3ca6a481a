namespace Aspire.Dashboard.Telemetry;

/// <summary>About how many bytes things take in memory.</summary>
internal static class TextSize
{
    private const int OfObject = 64;
    private const int OfSpan = 300;
    private const int OfLog = 200;

    public static int Of(Span span) => OfSpan + Of(span.Name) + Of(span.StatusMessage) + Of(span.Attributes)
        + span.Events.Sum(item => OfObject + Of(item.Name) + Of(item.Attributes))
        + span.Links.Sum(link => 2 * OfObject + Of(link.Attributes));

    public static int Of(LogEntry log) => OfLog + Of(log.Message) + Of(log.Attributes);

    private static int Of(IReadOnlyList<TelemetryAttribute> attributes) =>
        attributes.Sum(attribute => 16 + Of(attribute.Value)); // names are shared

    private static int Of(string text) => text.Length == 0 ? 0 : 24 + 2 * text.Length;
}
