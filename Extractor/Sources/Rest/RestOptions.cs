using System.ComponentModel.DataAnnotations;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>How patient the Extractor is with a web API.</summary>
internal sealed class RestOptions
{
    public const string SectionName = "Rest";

    /// <summary>How often a request is sent at most.</summary>
    [Range(1, 20)]
    public int Attempts { get; set; } = 5;

    /// <summary>How often a page with broken JSON is read at most.</summary>
    [Range(1, 20)]
    public int MalformedAttempts { get; set; } = 3;

    /// <summary>How long the status and the headers of an answer may take.</summary>
    public TimeSpan HeaderTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the body may go without a byte.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The first pause before a request is sent again; each further one is twice as long.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause, whatever <c>Retry-After</c> asks for.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(1);
}
