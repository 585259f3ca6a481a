using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EtlAspire.AppHost.Orchestrating;

/// <summary>
/// The certificate by which the AppHost and its orchestrator talk on loopback, made once and kept with the data. Without one the
/// orchestrator makes an RSA key at every start, before it does anything else: 3 to 4 s of a small machine. It is good for
/// nothing else: no resource uses it, nobody has to trust it.
/// </summary>
/// <remarks>
/// Aspire hands the orchestrator only what bears the mark of a development certificate (the extension that <c>dotnet dev-certs</c>
/// writes), and its own service only those that the machine trusts, which takes a person.
/// </remarks>
internal sealed class OrchestratorCertificate(string dataDirectory, TimeProvider clock) : IDeveloperCertificateService
{
    private const string FileName = "orchestrator.pfx";
    private const string DevelopmentMark = "1.3.6.1.4.1.311.84.1.1";
    private const byte DevelopmentVersion = 4;
    private static readonly TimeSpan Validity = TimeSpan.FromDays(365);
    private static readonly TimeSpan Renewal = TimeSpan.FromDays(30);

    public ImmutableList<X509Certificate2> Certificates => field ??= [Load() ?? Create()];

    public bool SupportsContainerTrust => false;

    public bool UseForHttps => false;

    public bool TrustCertificate => false;

    private string File => Path.Combine(dataDirectory, FileName);

    private X509Certificate2? Load()
    {
        try
        {
            var kept = X509CertificateLoader.LoadPkcs12FromFile(File, password: null);
            if (kept.NotAfter.ToUniversalTime() - clock.GetUtcNow() > Renewal)
                return kept;
            kept.Dispose();
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            // not there yet, cut off, or another user's: a new one does as well
        }

        return null;
    }

    private X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(new X509Extension(DevelopmentMark, [DevelopmentVersion], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var made = request.CreateSelfSigned(clock.GetUtcNow().AddDays(-1), clock.GetUtcNow() + Validity);
        Keep(made);
        return made;
    }

    private void Keep(X509Certificate2 certificate)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            System.IO.File.Delete(File); // another user's mode would stay
            using var file = new FileStream(File, options);
            file.Write(certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Default, password: null));
        }
        catch (UnauthorizedAccessException)
        {
            // the directory is another user's: the next start makes one again
        }
    }
}
