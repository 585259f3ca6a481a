#!/usr/bin/env bash
# .NET 10, System.IO.Compression.GZipStream.
#
# One would guess: a gzip file that goes on with something else after its last member (two files put together by mistake, an upload
# that was written over a longer one) is refused, as Python's gzip does (BadGzipFile), or at least told from a whole one, as gzip(1)
# does ("trailing garbage ignored", exit code 2).
# Seen: GZipStream gives the text of the members before it and then the end, without an error, however much follows; and it has
# read all of that, so that the position of the file does not tell either. Not even the beginning of another member is an error.
# Whoever needs to know has to compare the file's last eight bytes with the checksum and the size of the text.
#
# Needs the .NET SDK 10. Exit code 0: behaves as described; 1: no longer.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cd "$folder"
cat >probe.cs <<'CS'
#:property PublishAot=false
using System.IO.Compression;

using var whole = new MemoryStream();
using (var gzip = new GZipStream(whole, CompressionLevel.Fastest, leaveOpen: true))
    gzip.Write("{\"id\":1}\n"u8);
foreach (var more in new byte[][] { [], [.. "{\"id\":2}\n"u8], new byte[300_000], [.. whole.ToArray().Take(3)] })
{
    File.WriteAllBytes("a.gz", [.. whole.ToArray(), .. more]);
    using var file = File.OpenRead("a.gz");
    using var text = new GZipStream(file, CompressionMode.Decompress);
    using var target = new MemoryStream();
    try
    {
        text.CopyTo(target);
        Console.WriteLine($"{more.Length} more bytes: {target.Length} bytes of text, all read: {file.Position == file.Length}");
    }
    catch (InvalidDataException)
    {
        Console.WriteLine($"{more.Length} more bytes: an error");
    }
}
CS
dotnet run probe.cs | tee out
diff out - <<'EXPECTED'
0 more bytes: 9 bytes of text, all read: True
9 more bytes: 9 bytes of text, all read: True
300000 more bytes: 9 bytes of text, all read: True
3 more bytes: 9 bytes of text, all read: True
EXPECTED
echo "As described."
