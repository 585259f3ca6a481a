namespace EtlAspire.Storage.Lake;

/// <summary>Where the lake's files are kept. Paths are relative to the lake, with forward slashes.</summary>
internal interface ILakeStore
{
    /// <summary>Where on this machine to write a file before it is committed; its folder exists.</summary>
    string PrepareDraft(string path);

    /// <summary>Takes a written draft in for good, its manifest first.</summary>
    Task CommitAsync(LakeFile file, string manifest, string draftPath, Stage stage, CancellationToken cancellationToken);

    /// <summary>Brings a file to this machine; null when it is missing.</summary>
    Task<LakeCopy?> OpenAsync(string path, Stage stage, CancellationToken cancellationToken);

    /// <summary>Removes a file and its manifest; those that are gone already are no mistake.</summary>
    Task DeleteAsync(string path, Stage stage, CancellationToken cancellationToken);

    /// <summary>What lies below a folder (ending in a slash); files that are not the lake's are left out.</summary>
    IAsyncEnumerable<LakeEntry> ListAsync(string folder, CancellationToken cancellationToken);

    /// <summary>Removes just this, be it file, manifest or draft; one that is gone already is no mistake.</summary>
    Task RemoveAsync(string path, CancellationToken cancellationToken);

    /// <summary>What to check when a file is missing, as the beginning of a sentence.</summary>
    string Whereabouts { get; }
}
