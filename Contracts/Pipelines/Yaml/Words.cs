using System.Diagnostics.CodeAnalysis;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>A closed list of words and what each stands for.</summary>
/// <param name="noun">What the words are, for people: "step", "paginator".</param>
/// <param name="known">The words, in the order in which people are told of them.</param>
/// <param name="planned">Words of the vocabulary that are not built yet.</param>
internal sealed class Words<T>(string noun, IReadOnlyDictionary<string, T> known, params string[] planned)
{
    private string Known => string.Join(", ", known.Keys);

    public bool TryRead(YamlItem item, ErrorList errors, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (item is not ScalarItem word || word.IsNull)
        {
            errors.Add(item, $"a {noun} is expected here, this is {item.Kind}; known: {Known}");
            return false;
        }

        if (known.TryGetValue(word.Text, out value))
            return true;

        errors.Add(item, planned.Contains(word.Text)
            ? $"{noun} '{word.Text}' is not available yet; known: {Known}"
            : $"there is no {noun} '{word.Text}'{Suggestion.For(word.Text, known.Keys)}; known: {Known}");
        return false;
    }
}
