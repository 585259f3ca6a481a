using System.IO.Compression;
using System.Net.Http.Json;
using EtlAspire.SystemTests.Hosting;
using ZstdSharp;

namespace EtlAspire.SystemTests;

/// <summary>Files on the way through the whole system.</summary>
public sealed class FilesRunTests(EtlSystem system)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_of_every_kind_are_loaded_and_a_bad_line_is_quarantined()
    {
        var folder = system.Files.CreateSubdirectory("users");
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "a.ndjson"), Lines(0, 1000), Cancel);
        await using (var gzip = new GZipStream(File.Create(Path.Combine(folder.FullName, "b.ndjson.gz")), CompressionLevel.Fastest))
            await gzip.WriteAsync((byte[])[.. Lines(1000, 1000), .. "{\"id\":\n"u8], Cancel);
        await using (var zstd = new CompressionStream(File.Create(Path.Combine(folder.FullName, "c.ndjson.zst")), leaveOpen: false))
            await zstd.WriteAsync(Lines(2000, 1000), Cancel);
        await system.Client.PutPipelineAsync("file-users", """
            name: file-users
            source: { type: files }
            resources:
              - name: file_users
                file_glob: users/*.ndjson*
                primary_key: id
                write_disposition: replace
            destination: { schema: files }
            """, Cancel);

        var run = await system.Client.RunAsync("file-users", Cancel);

        Assert.True(run.Status == "succeeded", run.ToString());
        Assert.Equal(new ReceiptView(3001, 0, 1, 3000, true), run.Receipt);
        await using var command = system.Warehouse.CreateCommand("select count(*), sum(id)::bigint from files.file_users");
        await using var row = await command.ExecuteReaderAsync(Cancel);
        Assert.True(await row.ReadAsync(Cancel));
        Assert.Equal((3000L, 2999L * 3000 / 2), (row.GetInt64(0), row.GetInt64(1)));
        var rejects = await system.Client.Http.GetFromJsonAsync<List<RejectView>>(
            new Uri($"/api/runs/{run.Id}/rejects", UriKind.Relative), Cancel);
        Assert.Equal("{\"id\":", Assert.Single(rejects!).Record);
    }

    private static byte[] Lines(int first, int count) =>
        [.. Enumerable.Range(first, count).SelectMany(id => System.Text.Encoding.UTF8.GetBytes($$"""{"id":{{id}},"name":"n{{id}}"}""" + "\n"))];
}
