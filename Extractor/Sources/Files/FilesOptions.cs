using System.ComponentModel.DataAnnotations;

namespace EtlAspire.Extractor.Sources.Files;

/// <summary>How files are cut and kept open.</summary>
internal sealed class FilesOptions
{
    public const string SectionName = "Files";

    /// <summary>Bytes of a plain file that make a partition; a larger file is cut, so that Extractors share it.</summary>
    [Range(1, long.MaxValue)]
    public long RangeBytes { get; set; } = 40 * 1024 * 1024;

    /// <summary>Bytes of a page, after which a slice looks at the clock; one ends with a full batch, too.</summary>
    [Range(1, int.MaxValue)]
    public int PageBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>How many compressed files stay open between their slices.</summary>
    [Range(0, 1000)]
    public int ParkedFiles { get; set; } = 16;

    /// <summary>How long a compressed file stays open for its next slice.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ParkedAge { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often a page that could not be read is read at most.</summary>
    [Range(1, 20)]
    public int Attempts { get; set; } = 3;
}
