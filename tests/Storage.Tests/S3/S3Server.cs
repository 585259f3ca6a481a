using System.Diagnostics;
using System.Reflection;
using Amazon.Runtime;
using Amazon.S3;

namespace EtlAspire.Storage.Tests.S3;

/// <summary>An S3 server with the bucket <c>lake</c>, a child process that ends with the tests. A class fixture.</summary>
public sealed class S3Server : IAsyncLifetime
{
    public const string Bucket = "lake";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("s3-tests-");
    private Process? _process;

    public string Endpoint { get; private set; } = "";

    /// <summary>A client with the keys that the server knows, or others.</summary>
    public AmazonS3Client CreateClient(string accessKey = "S3RVER") => CreateClient(Endpoint, accessKey);

    public static AmazonS3Client CreateClient(string endpoint, string accessKey) => new(
        new BasicAWSCredentials(accessKey, "S3RVER"),
        new AmazonS3Config
        {
            ServiceURL = endpoint,
            AuthenticationRegion = "us-east-1",
            ForcePathStyle = true,
            MaxErrorRetry = 0,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        });

    public async ValueTask InitializeAsync()
    {
        var folder = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "S3ServerFolder").Value!;
        // s3rver encrypts what a listing goes on from with DES, which OpenSSL 3 knows only when asked to.
        string[] arguments = ["--openssl-legacy-provider", Path.Combine(folder, "server.js"), _data.FullName];
        _process = Process.Start(new ProcessStartInfo("node", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(StartDeadline);
        var port = await _process.StandardOutput.ReadLineAsync(deadline.Token);
        Assert.True(port is not null, "The S3 server ended before it listened.");
        Endpoint = $"http://127.0.0.1:{port}";
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }

        _data.Delete(recursive: true);
    }
}
