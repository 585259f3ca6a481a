using System.ComponentModel.DataAnnotations;

namespace EtlAspire.Storage.Lake;

/// <summary>Where the lake lies: in a folder, unless a place on S3-compatible storage is named.</summary>
public sealed class LakeOptions
{
    /// <summary>The lake's folder; set by <c>ETL_DATA_DIR</c>.</summary>
    [Required(ErrorMessage = "The lake has no folder: set ETL_DATA_DIR.")]
    public string Directory { get; set; } = "";

    /// <summary>Where files lie on this machine while they are written or read, if the lake itself is elsewhere.</summary>
    public string ScratchDirectory { get; set; } = "";

    /// <summary>The lake's place on S3-compatible storage, <c>s3://bucket/prefix</c>; set by <c>ETL_LAKE</c>.</summary>
    public string? Location { get; set; }

    /// <summary>Opens the storage that these options name, which have been validated.</summary>
    internal ILakeStore CreateStore() => Location is { } location
        ? new S3LakeStore(S3Client.Create(), S3Location.TryParse(location)!, ScratchDirectory, TimeProvider.System)
        : new FolderLakeStore(Directory);
}
