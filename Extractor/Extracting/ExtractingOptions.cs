using System.ComponentModel.DataAnnotations;

namespace EtlAspire.Extractor.Extracting;

/// <summary>How much is read at once.</summary>
internal sealed class ExtractingOptions
{
    public const string SectionName = "Extracting";

    /// <summary>Records of a batch; after so many, a slice ends with its page.</summary>
    [Range(1, Contracts.Batches.RecordId.MaxPosition)]
    public int BatchRecords { get; set; } = 100_000;

    /// <summary>Bytes of a batch's records as they came; after so many, a slice ends with its page.</summary>
    [Range(1, int.MaxValue)]
    public int BatchBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Fields of a batch's shape: objects used as maps would make it grow without end.</summary>
    [Range(1, int.MaxValue)]
    public int BatchFields { get; set; } = 20_000;

    /// <summary>After so long, a slice ends with its page.</summary>
    public TimeSpan SliceDuration { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>After so long, a slice fails the run; less than the reconciler grants a run without progress.</summary>
    public TimeSpan SliceDeadline { get; set; } = TimeSpan.FromMinutes(12);

    /// <summary>The first pause before a broken page is read again; each further one is twice as long.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Rejects of a slice that are kept in memory until it is committed; more fail the run.</summary>
    [Range(1, int.MaxValue)]
    public int SliceRejects { get; set; } = 50_000;
}
