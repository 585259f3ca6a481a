using System.Collections.Concurrent;

namespace Aspire.Dashboard.Telemetry;

/// <summary>Keeps one copy of the short texts that come again and again: names of attributes, hosts, statuses.</summary>
internal sealed class TextPool
{
    private const int MaxTexts = 20_000;
    private const int MaxLength = 64;

    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);

    public string Share(string text)
    {
        if (text.Length == 0)
            return "";
        if (text.Length > MaxLength)
            return text;
        if (_texts.TryGetValue(text, out var known))
            return known;
        return _texts.Count < MaxTexts ? _texts.GetOrAdd(text, text) : text;
    }
}
