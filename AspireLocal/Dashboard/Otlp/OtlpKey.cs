using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Otlp;

/// <summary>Checks the key that a sender has to know.</summary>
internal sealed class OtlpKey(DashboardOptions options)
{
    public const string Header = "x-otlp-api-key";

    /// <summary>Whether a request carries it in a header; anything does where there is none.</summary>
    public bool IsIn(HttpRequest request, string header = Header) => options.OtlpApiKey is null
        || CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(request.Headers[header].ToString()), Encoding.UTF8.GetBytes(options.OtlpApiKey));
}
