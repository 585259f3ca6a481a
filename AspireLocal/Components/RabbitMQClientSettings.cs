namespace Aspire.RabbitMQ.Client;

/// <summary>Settings of a connection to RabbitMQ.</summary>
public sealed class RabbitMQClientSettings
{
    public string? ConnectionString { get; set; }

    /// <summary>How often to try again when the broker cannot be reached; 0 for never.</summary>
    public int MaxConnectRetryCount { get; set; } = 5;

    public bool DisableHealthChecks { get; set; }

    public bool DisableTracing { get; set; }

    /// <summary>True: connect when the connection is first asked for. False: connect when the host starts.</summary>
    public bool DisableAutoActivation { get; set; } = true;
}
