namespace EtlAspire.Storage.Catalog;

/// <summary>A record that could not be used: data, not a failure.</summary>
public sealed class QuarantinedRecord
{
    /// <summary>The row's id.</summary>
    public long Id { get; init; }

    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The batch it belongs to.</summary>
    public required int BatchNumber { get; init; }

    /// <summary>The resource it came from.</summary>
    public required string Resource { get; init; }

    /// <summary>Who refused it: extract or transform.</summary>
    public required Stage Stage { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>Stage extract: which of all the batch's records it was, from 1; stage transform: its line in the raw file, from 1.</summary>
    public required long Position { get; init; }

    /// <summary>The raw record; bytes that are no UTF-8 are shown as U+FFFD.</summary>
    public required string Record { get; init; }
}
