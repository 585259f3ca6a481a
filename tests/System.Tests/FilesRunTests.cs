using System.Diagnostics;
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
        Assert.Equal((3000L, 2999L * 3000 / 2), await CountAsync("files.file_users"));
        var rejects = await system.Client.Http.GetFromJsonAsync<List<RejectView>>(
            new Uri($"/api/runs/{run.Id}/rejects", UriKind.Relative), Cancel);
        Assert.Equal("{\"id\":", Assert.Single(rejects!).Record);
    }

    [Fact]
    public async Task A_compressed_file_goes_on_where_a_killed_extractor_left_it()
    {
        const int total = 600_000;
        var folder = system.Files.CreateSubdirectory("large");
        await using (var gzip = new GZipStream(File.Create(Path.Combine(folder.FullName, "large.ndjson.gz")), CompressionLevel.Fastest))
            await gzip.WriteAsync(Lines(0, total), Cancel);
        await system.Client.PutPipelineAsync("large-file", """
            name: large-file
            source: { type: files }
            resources:
              - name: large_file
                file_glob: large/*.gz
                primary_key: id
                write_disposition: replace
            destination: { schema: files }
            """, Cancel);
        var victim = await system.ProcessIdOfAsync("extractor", Cancel);

        var run = await system.Client.RequestRunAsync("large-file", Cancel);
        await system.Client.WaitForRunAsync(
            run.Id, view => view is { Status: "running", Batches.Extracted: > 0 }, TimeSpan.FromMinutes(1), Cancel);
        using (var process = Process.GetProcessById(victim))
            process.Kill();
        run = await system.Client.WaitForEndAsync(run.Id, TimeSpan.FromMinutes(2), Cancel);

        Assert.True(run.Status == "succeeded", run.ToString());
        Assert.Equal(new ReceiptView(total, 0, 0, total, true), run.Receipt);
        Assert.Equal((total, (long)total * (total - 1) / 2), await CountAsync("files.large_file"));
        await system.App.ResourceNotifications.WaitForResourceHealthyAsync("extractor", Cancel);
    }

    private async Task<(long Rows, long Sum)> CountAsync(string table)
    {
        await using var command = system.Warehouse.CreateCommand($"select count(*), sum(id)::bigint from {table}");
        await using var row = await command.ExecuteReaderAsync(Cancel);
        Assert.True(await row.ReadAsync(Cancel));
        return (row.GetInt64(0), row.GetInt64(1));
    }

    private static byte[] Lines(int first, int count) =>
        [.. Enumerable.Range(first, count).SelectMany(id => System.Text.Encoding.UTF8.GetBytes($$"""{"id":{{id}},"name":"n{{id}}"}""" + "\n"))];
}
