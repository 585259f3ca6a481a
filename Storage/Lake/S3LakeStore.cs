using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;

namespace EtlAspire.Storage.Lake;

/// <summary>
/// The lake on S3-compatible storage. Files are written and read in a scratch folder of this machine, and hold no place there
/// for longer than that takes.
/// </summary>
internal sealed class S3LakeStore(IAmazonS3 s3, S3Location location, string scratch, TimeProvider clock) : ILakeStore
{
    private const string ChecksumName = "xxh128";

    private static readonly TimeSpan TransferDeadline = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestUse = TimeSpan.FromDays(1);

    private readonly string _scratch = Prepare(scratch, clock.GetUtcNow() - LongestUse);

    /// <summary>How many names are asked for at once.</summary>
    public int PageSize { get; init; } = 1000;

    public string Whereabouts => $"Check {location}";

    public string PrepareDraft(string path) => ScratchPath(path);

    public async Task CommitAsync(
        LakeFile file, string manifest, string draftPath, Stage stage, CancellationToken cancellationToken)
    {
        await PutAsync(
            new PutObjectRequest { Key = Key(LakePath.Manifest(file.Path)), ContentBody = manifest, ContentType = "application/json" },
            CallDeadline, stage, cancellationToken);
        var request = new PutObjectRequest { Key = Key(file.Path), FilePath = draftPath };
        request.Metadata[ChecksumName] = file.Checksum;
        await PutAsync(request, TransferDeadline, stage, cancellationToken);
        File.Delete(draftPath);
    }

    public async Task<LakeCopy?> OpenAsync(string path, Stage stage, CancellationToken cancellationToken)
    {
        var copyPath = ScratchPath(path);
        try
        {
            return await CallAsync(
                TransferDeadline, stage, token => DownloadAsync(Key(path), copyPath, token), cancellationToken);
        }
        catch
        {
            File.Delete(copyPath);
            throw;
        }
    }

    public async Task DeleteAsync(string path, Stage stage, CancellationToken cancellationToken)
    {
        await RemoveAsync(path, stage, cancellationToken);
        await RemoveAsync(LakePath.Manifest(path), stage, cancellationToken);
    }

    public async IAsyncEnumerable<LakeEntry> ListAsync(
        string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request
        {
            BucketName = location.Bucket,
            Prefix = location.Prefix + folder,
            MaxKeys = PageSize,
        };
        ListObjectsV2Response page;
        do
        {
            page = await CallAsync(
                CallDeadline, Stage.Run, token => s3.ListObjectsV2Async(request, token), cancellationToken);
            foreach (var entry in page.S3Objects ?? [])
            {
                var modifiedAt = entry.LastModified?.ToUniversalTime() ?? DateTime.MaxValue; // never old where none is told
                if (LakeEntry.TryCreate(entry.Key[location.Prefix.Length..], entry.Size ?? 0, new(modifiedAt, TimeSpan.Zero)) is { } found)
                    yield return found;
            }

            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);
    }

    public Task RemoveAsync(string path, CancellationToken cancellationToken) => RemoveAsync(path, Stage.Run, cancellationToken);

    private Task<DeleteObjectResponse> RemoveAsync(string path, Stage stage, CancellationToken cancellationToken) => CallAsync(
        CallDeadline, stage, token => s3.DeleteObjectAsync(location.Bucket, Key(path), token), cancellationToken);

    private Task<PutObjectResponse> PutAsync(PutObjectRequest request, TimeSpan deadline, Stage stage, CancellationToken cancellationToken)
    {
        request.BucketName = location.Bucket;
        request.UseChunkEncoding = false; // signed as a whole, which every S3-compatible store understands
        return CallAsync(deadline, stage, token => s3.PutObjectAsync(request, token), cancellationToken);
    }

    private async Task<LakeCopy?> DownloadAsync(string key, string copyPath, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await s3.GetObjectAsync(location.Bucket, key, cancellationToken);
            await using var copy = File.Create(copyPath);
            await response.ResponseStream.CopyToAsync(copy, cancellationToken);
            return LakeCopy.Downloaded(copyPath, response.Metadata[ChecksumName]);
        }
        catch (AmazonS3Exception missing)
            when (missing is { StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket" })
        {
            return null;
        }
    }

    private async Task<T> CallAsync<T>(
        TimeSpan deadline, Stage stage, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        either.CancelAfter(deadline);
        try
        {
            return await call(either.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested
            && S3Failure.Explain(exception, location, stage) is { } failure)
        {
            throw failure;
        }
    }

    private string Key(string path) => LakePath.Key(location.Prefix, path);

    private string ScratchPath(string path) => Path.Combine(_scratch, $"{Guid.NewGuid():N}-{Path.GetFileName(path)}");

    // Without what processes left that were killed.
    private static string Prepare(string scratch, DateTimeOffset before)
    {
        var folder = Directory.CreateDirectory(scratch);
        foreach (var file in folder.EnumerateFiles().Where(file => file.LastWriteTimeUtc < before))
            file.Delete();
        return folder.FullName;
    }
}
