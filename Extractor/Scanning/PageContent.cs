namespace EtlAspire.Extractor.Scanning;

/// <summary>What a page held.</summary>
/// <param name="Records">How many records, whether they could be used or not.</param>
/// <param name="Values">The values at the paths that were asked for, as far as the answer has them.</param>
internal sealed record PageContent(long Records, IReadOnlyDictionary<string, AnswerValue> Values)
{
    public static PageContent Empty { get; } = new(0, new Dictionary<string, AnswerValue>());
}
