using System.ComponentModel.DataAnnotations;

namespace EtlAspire.Storage.Lake;

/// <summary>Where the lake lies.</summary>
public sealed class LakeOptions
{
    /// <summary>The lake's folder; set by <c>ETL_DATA_DIR</c>.</summary>
    [Required(ErrorMessage = "The lake has no folder: set ETL_DATA_DIR.")]
    public string Directory { get; set; } = "";
}
