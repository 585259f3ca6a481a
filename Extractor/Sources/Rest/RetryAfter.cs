using System.Globalization;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>
/// How long a source asks to wait: the header <c>Retry-After</c> (RFC 9110, 10.2.3), a date or seconds. Some give fractions of seconds,
/// which .NET's own reading takes for nothing.
/// </summary>
internal static class RetryAfter
{
    private const string Header = "Retry-After";

    /// <summary>Whether a source asks to wait, whatever else its answer says.</summary>
    public static bool IsGivenBy(HttpResponseMessage response) => response.Headers.Contains(Header);

    /// <summary>The pause that an answer asks for, no longer than a limit; null when it asks for none.</summary>
    public static TimeSpan? Read(HttpResponseMessage? response, TimeSpan longest, TimeProvider clock)
    {
        if (response?.Headers.TryGetValues(Header, out var values) != true || values?.FirstOrDefault() is not { } text)
            return null;

        var asked = response.Headers.RetryAfter?.Date is { } date ? (date - clock.GetUtcNow()).TotalSeconds
            : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? seconds
            : 0;
        return asked > 0 ? TimeSpan.FromSeconds(Math.Min(asked, longest.TotalSeconds)) : null;
    }
}
