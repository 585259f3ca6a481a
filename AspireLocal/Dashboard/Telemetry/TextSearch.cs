namespace Aspire.Dashboard.Telemetry;

/// <summary>Looks for a text in what people see of a span or log, whatever its case.</summary>
internal static class TextSearch
{
    public static bool Has(Span span, string text) => Has(span.Name, text) || Has(span.StatusMessage, text) || Has(span.Attributes, text);

    public static bool Has(LogEntry log, string text) => Has(log.Message, text) || Has(log.Attributes, text);

    private static bool Has(IReadOnlyList<TelemetryAttribute> attributes, string text)
    {
        foreach (var attribute in attributes)
        {
            if (Has(attribute.Value, text) || Has(attribute.Name, text))
                return true;
        }

        return false;
    }

    private static bool Has(string value, string text) => value.Contains(text, StringComparison.OrdinalIgnoreCase);
}
