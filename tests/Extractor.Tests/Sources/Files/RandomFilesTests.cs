using CsCheck;
using EtlAspire.Extractor.Tests.Scanning;

namespace EtlAspire.Extractor.Tests.Sources.Files;

/// <summary>Whole files against a slow and obvious reading of them.</summary>
public sealed class RandomFilesTests
{
    [Fact]
    public Task Every_line_comes_once_however_the_file_is_cut() =>
        Gen.Select(RandomLines.Text, Gen.Int[1, 80], Gen.Int[1, 60]).SampleAsync(async (text, rangeBytes, pageBytes) =>
        {
            var slow = new SlowLines(text);
            using var folder = new FilesFolder(options =>
            {
                options.RangeBytes = rangeBytes;
                options.PageBytes = pageBytes;
            });
            folder.Write("plain", text);
            folder.Write("text.gz", Compressed.Gzip(text));
            folder.Write("text.zst", Compressed.Zstd(text));

            foreach (var name in (string[])["plain", "text.gz", "text.zst"])
            {
                var sink = await folder.ReadAsync(name);

                Assert.Equal(slow.Records, sink.Records);
                Assert.Equal(slow.Rejects, sink.Rejects.Select(reject => reject.Record));
            }
        }, iter: 50);
}
