namespace EtlAspire.Storage.Lake;

/// <summary>What lies beside each file of the lake as <c>{file}.manifest.json</c>, for whoever reads the lake without the catalog.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Checksum">Its XXH3 (128 bit), hexadecimal.</param>
/// <param name="Records">How many records or rows it holds.</param>
internal sealed record LakeManifest(string File, long Bytes, string Checksum, long Records);
