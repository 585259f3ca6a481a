using System.Text.Json.Serialization;

namespace EtlAspire.Dashboard.Api;

/// <summary>The optional body of a request for a replay.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ReplayRequest
{
    public const string Example = """{"force": true}""";

    /// <summary>Whether older records may take the place of newer ones.</summary>
    public bool Force { get; init; }
}
