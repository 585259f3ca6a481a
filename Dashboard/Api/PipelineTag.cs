using System.Globalization;
using EtlAspire.Dashboard.Definitions;
using Microsoft.Net.Http.Headers;

namespace EtlAspire.Dashboard.Api;

/// <summary>A pipeline's version as HTTP's entity tag, such as <c>"3"</c>, and what a request makes depend on it.</summary>
internal static class PipelineTag
{
    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>What <c>If-Match</c> and <c>If-None-Match</c> ask for. Read strictly: a condition that is not understood protects nothing.</summary>
    /// <exception cref="BadHttpRequestException">They are not what is expected.</exception>
    public static StoreCondition ConditionOf(HttpRequest request)
    {
        var (match, noneMatch) = (request.Headers.IfMatch, request.Headers.IfNoneMatch);
        if (match.Count == 0 && noneMatch.Count == 0)
            return StoreCondition.None;
        if (match.Count == 0)
            return noneMatch.ToString() == "*" ? StoreCondition.IsNew : throw Refuse("If-None-Match must be *, for a pipeline that is new.");
        if (noneMatch.Count > 0)
            throw Refuse("If-Match and If-None-Match exclude each other: leave one out.");
        if (match.ToString() == "*")
            return StoreCondition.Exists;
        return EntityTagHeaderValue.TryParseStrictList([.. match.OfType<string>()], out var tags)
            ? StoreCondition.IsVersion([.. tags.Where(tag => !tag.IsWeak).Select(VersionOf).OfType<int>()])
            : throw Refuse("If-Match must be the ETag that the pipeline was read with, such as \"3\" with its quotes, or *.");
    }

    // None for what is no version: such a tag matches nothing.
    private static int? VersionOf(EntityTagHeaderValue tag) =>
        int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private static BadHttpRequestException Refuse(string reason) => new(reason);
}
