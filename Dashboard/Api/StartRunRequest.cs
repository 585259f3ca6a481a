using System.Text.Json;
using System.Text.Json.Serialization;

namespace EtlAspire.Dashboard.Api;

/// <summary>The optional body of a request for a run.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record StartRunRequest
{
    public const string Example = """{"backfill": {"from": …, "to": …}}""";

    /// <summary>The window of incremental sources to run.</summary>
    public BackfillWindow? Backfill { get; init; }
}

/// <summary>A window of cursor values, as the source writes them.</summary>
internal sealed record BackfillWindow(JsonElement? From, JsonElement? To);
