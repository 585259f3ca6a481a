using Amazon.S3;
using Amazon.S3.Model;
using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Lake;
using EtlAspire.Storage.Tests.S3;
using S3Location = EtlAspire.Storage.Lake.S3Location;

namespace EtlAspire.Storage.Tests.Lake;

public sealed class S3LakeTests : LakeContract, IClassFixture<S3Server>
{
    private readonly S3Server _server;
    private readonly AmazonS3Client _client;
    private readonly S3Location _location = new(S3Server.Bucket, $"test-{Guid.NewGuid():N}/");

    public S3LakeTests(S3Server server)
    {
        _server = server;
        _client = server.CreateClient();
    }

    private protected override ILakeStore Store => Open(_client, _location);

    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    [Fact]
    public async Task A_copy_goes_when_its_reader_is_done()
    {
        var file = await WriteAsync("{}\n");
        Assert.Empty(Local.GetFiles());

        await using (await new DataLake(Store).OpenAsync(file.Path, Stage.Load, Cancel))
            Assert.Single(Local.GetFiles());

        Assert.Empty(Local.GetFiles());
    }

    [Fact]
    public async Task A_damaged_file_is_noticed_by_what_was_sent_along_and_leaves_no_copy()
    {
        var file = await WriteAsync("{}\n");
        var damaged = new PutObjectRequest { BucketName = _location.Bucket, Key = _location.Prefix + file.Path, ContentBody = "x" };
        damaged.UseChunkEncoding = false;
        damaged.Metadata["xxh128"] = file.Checksum;
        await _client.PutObjectAsync(damaged, Cancel);

        var failure = await Assert.ThrowsAsync<RunFailedException>(
            () => new DataLake(Store).OpenAsync(file.Path, Stage.Load, Cancel));

        Assert.Equal("lake_file_damaged", failure.Error.Kind);
        Assert.Empty(Local.GetFiles());
    }

    [Fact]
    public async Task A_missing_bucket_fails_the_run_and_is_named()
    {
        var lake = new DataLake(Open(_client, new S3Location("nowhere", "")));

        var failure = await Assert.ThrowsAsync<RunFailedException>(() => lake.OpenAsync("raw/a", Stage.Load, Cancel));

        Assert.Equal((Stage.Load, "lake_bucket_missing"), (failure.Error.Stage, failure.Error.Kind));
        Assert.Contains("'nowhere'", failure.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_fails_the_run()
    {
        using var stranger = _server.CreateClient("STRANGER");
        var lake = new DataLake(Open(stranger, _location));
        await using var draft = lake.Create(LakeLayer.Typed, "users", "users", 1, "b1");
        await File.WriteAllTextAsync(draft.TemporaryPath, "x", Cancel);

        var failure = await Assert.ThrowsAsync<RunFailedException>(() => draft.CommitAsync(1, Cancel));

        Assert.Equal((Stage.Transform, "lake_access_refused"), (failure.Error.Stage, failure.Error.Kind));
        await lake.DiscardAsync("raw/a"); // not allowed either, and no reason to fail
    }

    [Fact]
    public async Task Storage_that_is_away_is_to_be_tried_again()
    {
        using var unreachable = S3Server.CreateClient("http://127.0.0.1:1", "S3RVER");
        var lake = new DataLake(Open(unreachable, _location));

        var failure = await Assert.ThrowsAsync<LakeUnavailableException>(() => lake.OpenAsync("raw/a", Stage.Load, Cancel));

        Assert.Contains($"{_location} does not answer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_killed_processes_left_in_the_scratch_folder_goes_after_a_day()
    {
        foreach (var (name, hours) in new[] { ("old", 25), ("new", 23) })
        {
            var path = Path.Combine(Local.FullName, name);
            await File.WriteAllTextAsync(path, "", Cancel);
            File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-hours));
        }

        _ = Store;

        Assert.Equal("new", Assert.Single(Local.GetFiles()).Name);
    }

    protected override Task ChangeAsync(string path) => _client.PutObjectAsync(
        new PutObjectRequest
        {
            BucketName = _location.Bucket,
            Key = _location.Prefix + path,
            ContentBody = "x",
            UseChunkEncoding = false,
        },
        Cancel);

    protected override async Task<IEnumerable<string>> ListAsync()
    {
        var listed = await _client.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = _location.Bucket, Prefix = _location.Prefix }, Cancel);
        return [.. (listed.S3Objects ?? []).Select(entry => entry.Key[_location.Prefix.Length..]).Order(StringComparer.Ordinal)];
    }

    private S3LakeStore Open(IAmazonS3 client, S3Location location) =>
        new(client, location, Local.FullName, TimeProvider.System) { PageSize = 2 };
}
