using System.IO.Compression;
using System.Text;
using ZstdSharp;

namespace EtlAspire.Extractor.Tests.Sources.Files;

/// <summary>Compresses what tests put into files.</summary>
internal static class Compressed
{
    public static byte[] Gzip(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(content);
        return target.ToArray();
    }

    public static byte[] Zstd(byte[] content)
    {
        using var compressor = new Compressor(1);
        return compressor.Wrap(content).ToArray();
    }

    public static byte[] Gzip(string content) => Gzip(Encoding.UTF8.GetBytes(content));

    public static byte[] Zstd(string content) => Zstd(Encoding.UTF8.GetBytes(content));
}
