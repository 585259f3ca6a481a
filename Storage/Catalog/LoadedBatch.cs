namespace EtlAspire.Storage.Catalog;

/// <summary>The run's ledger: written in the transaction that copies the batch's rows into staging, so that none is copied twice.</summary>
public sealed class LoadedBatch
{
    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The batch's number within the run.</summary>
    public required int BatchNumber { get; init; }

    /// <summary>Rows that PostgreSQL counted in.</summary>
    public required long Rows { get; set; }

    /// <summary>When the transaction was about to commit.</summary>
    public required DateTimeOffset LoadedAt { get; init; }
}
