using System.IO.Hashing;

namespace EtlAspire.Storage.Lake;

internal static class LakeChecksum
{
    public static async Task<string> ComputeAsync(Stream stream, CancellationToken cancellationToken)
    {
        var hash = new XxHash128();
        await hash.AppendAsync(stream, cancellationToken);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
