using System.Text.Json.Serialization;

namespace EtlAspire.Extractor.Scanning;

/// <summary>What a page held.</summary>
/// <param name="Records">How many records, whether they could be used or not.</param>
/// <param name="Values">The values at the paths that were asked for, as far as the answer has them.</param>
/// <param name="Checksum">A checksum over the records, in their order; null where there are none.</param>
internal sealed record PageContent(long Records, IReadOnlyDictionary<string, AnswerValue> Values, string? Checksum = null)
{
    public static PageContent Empty { get; } = new(0, new Dictionary<string, AnswerValue>());

    /// <summary>What its records came as; null where there were none.</summary>
    public PageForm? Form { get; init; }

    /// <summary>The first names at the top of the answer.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}

/// <summary>What the records of a page come as.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PageForm>))] // it stands in checkpoints
internal enum PageForm
{
    /// <summary>The elements of an array.</summary>
    Array,

    /// <summary>The answer itself, one record.</summary>
    Object,
}
