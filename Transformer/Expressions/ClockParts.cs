using System.Globalization;
using System.Text.Json.Nodes;

namespace EtlAspire.Transformer.Expressions;

/// <summary>
/// The time, which is the time that the run was requested: so a record becomes the same row whenever it is worked on, and however
/// often. The session's time zone is UTC.
/// </summary>
internal static class ClockParts
{
    private static readonly Dictionary<string, (string Type, string Format)> Clocks = new(StringComparer.OrdinalIgnoreCase)
    {
        ["now"] = ("TIMESTAMP WITH TIME ZONE", "yyyy-MM-dd HH:mm:ss.ffffff+00"),
        ["current_timestamp"] = ("TIMESTAMP WITH TIME ZONE", "yyyy-MM-dd HH:mm:ss.ffffff+00"),
        ["get_current_timestamp"] = ("TIMESTAMP WITH TIME ZONE", "yyyy-MM-dd HH:mm:ss.ffffff+00"),
        ["transaction_timestamp"] = ("TIMESTAMP WITH TIME ZONE", "yyyy-MM-dd HH:mm:ss.ffffff+00"),
        ["localtimestamp"] = ("TIMESTAMP", "yyyy-MM-dd HH:mm:ss.ffffff"),
        ["current_localtimestamp"] = ("TIMESTAMP", "yyyy-MM-dd HH:mm:ss.ffffff"),
        ["today"] = ("DATE", "yyyy-MM-dd"),
        ["current_date"] = ("DATE", "yyyy-MM-dd"),
        ["current_time"] = ("TIME WITH TIME ZONE", "HH:mm:ss.ffffff+00"),
        ["get_current_time"] = ("TIME WITH TIME ZONE", "HH:mm:ss.ffffff+00"),
        ["localtime"] = ("TIME", "HH:mm:ss.ffffff"),
        ["current_localtime"] = ("TIME", "HH:mm:ss.ffffff"),
    };

    /// <summary>Whether a name is a clock's.</summary>
    public static bool Knows(string name) => Clocks.ContainsKey(name);

    /// <summary>What a clock shows; null if there is none of that name.</summary>
    public static JsonNode? Find(string name, DateTimeOffset now) => Clocks.TryGetValue(name, out var clock)
        ? SqlNode.Cast(SqlNode.Text(now.UtcDateTime.ToString(clock.Format, CultureInfo.InvariantCulture)), clock.Type)
        : null;

    /// <summary>The age of a day today; with two arguments it needs no clock.</summary>
    public static Part RewriteAge(JsonObject node, ExpressionRewriter rewriter)
    {
        if (node["children"] is not JsonArray { Count: 1 } arguments)
            return rewriter.Keep(node);
        var today = SqlNode.Cast(Find("today", rewriter.Now)!, "TIMESTAMP");
        return rewriter.Keep((JsonObject)SqlNode.Call("age", today, arguments[0]!));
    }
}
