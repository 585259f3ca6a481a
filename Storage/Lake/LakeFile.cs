namespace EtlAspire.Storage.Lake;

/// <summary>A finished file of the lake.</summary>
/// <param name="Path">Its path below the lake's folder, with forward slashes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Checksum">Its XXH3 (128 bit), hexadecimal.</param>
public sealed record LakeFile(string Path, long Bytes, string Checksum);
