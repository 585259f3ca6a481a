using EtlAspire.AppHost.Orchestrating;
using Microsoft.Extensions.Time.Testing;

namespace EtlAspire.AppHost.Tests.Orchestrating;

public sealed class OrchestratorCertificateTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("etl-certificate-");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    private string File => Path.Combine(_data.FullName, "orchestrator.pfx");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public void It_is_made_once_for_the_owner_only()
    {
        var made = Thumbprint();

        Assert.Equal(made, Thumbprint());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void It_is_made_anew_before_it_ends()
    {
        var made = Thumbprint();

        _clock.Advance(TimeSpan.FromDays(334));
        Assert.Equal(made, Thumbprint());
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.NotEqual(made, Thumbprint());
    }

    [Fact]
    public void One_that_was_cut_off_is_made_anew()
    {
        var made = Thumbprint();
        using (var file = System.IO.File.OpenWrite(File))
            file.SetLength(file.Length / 2);

        var again = Thumbprint();

        Assert.NotEqual(made, again);
        Assert.Equal(again, Thumbprint());
    }

    [Fact]
    public void Nothing_else_is_to_use_or_trust_it()
    {
        var service = Service();

        Assert.False(service.TrustCertificate || service.UseForHttps || service.SupportsContainerTrust);
        Assert.True(Assert.Single(service.Certificates).HasPrivateKey);
    }

    private string Thumbprint() => Assert.Single(Service().Certificates).GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256);

    private OrchestratorCertificate Service() => new(_data.FullName, _clock);
}
