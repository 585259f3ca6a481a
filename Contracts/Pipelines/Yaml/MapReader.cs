using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>Reads the keys of a map one by one; the keys that were asked for are the known ones.</summary>
internal sealed class MapReader(MapItem map, ErrorList errors)
{
    private readonly List<string> _known = [];
    private readonly HashSet<string> _refused = [];

    /// <summary>The map's position, for errors that belong to no key.</summary>
    public MapItem Map => map;

    public ErrorList Errors => errors;

    /// <summary>Whether the key is there, without asking for it.</summary>
    public bool Has(string key) => map.Entries.Any(entry => entry.Key.Text == key);

    /// <summary>The key's value; null if the key is not there or has no value.</summary>
    public YamlItem? Optional(string key)
    {
        if (!_known.Contains(key))
            _known.Add(key);
        var value = map.Entries.FirstOrDefault(entry => entry.Key.Text == key).Value;
        return value is { IsNull: false } ? value : null;
    }

    /// <summary>The key's value; null after saying that it is missing.</summary>
    public YamlItem? Required(string key)
    {
        if (Optional(key) is { } value)
            return value;

        var (name, nothing) = map.Entries.FirstOrDefault(entry => entry.Key.Text == key);
        if (nothing is null)
            errors.Add(map, $"'{key}' is missing");
        else
            errors.Add(name, $"'{key}' has no value");
        return null;
    }

    public string? OptionalText(string key, TextRule? rule = null) =>
        Optional(key) is { } item ? errors.ReadText(item, key, rule) : null;

    /// <summary>A text that may be empty, as <c>''</c>.</summary>
    public string? OptionalTextOrEmpty(string key, TextRule? rule = null) =>
        Optional(key) is not { } item ? null : item is ScalarItem { Text: "" } ? "" : errors.ReadText(item, key, rule);

    public string? RequiredText(string key, TextRule? rule = null) =>
        Required(key) is { } item ? errors.ReadText(item, key, rule) : null;

    /// <summary>Names joined by dots, without the <c>$.</c> that may stand before them.</summary>
    public string? OptionalSelector(string key) => OptionalText(key, TextRules.Selector) is { } selector
        ? selector.StartsWith("$.", StringComparison.Ordinal) ? selector[2..] : selector
        : null;

    public int? OptionalInteger(string key, int least, int most)
    {
        if (Optional(key) is not { } item)
            return null;

        if (item is ScalarItem { IsPlain: true } scalar
            && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        errors.Add(item, $"'{key}' must be a whole number{Range(least, most)}");
        return null;
    }

    public bool? OptionalBoolean(string key)
    {
        if (Optional(key) is not { } item)
            return null;

        if (item is ScalarItem { AsBoolean: { } value })
            return value;

        errors.Add(item, $"'{key}' must be true or false");
        return null;
    }

    public MapReader? OptionalMap(string key) => Optional(key) is { } item ? errors.ReadMap(item, key) : null;

    public MapReader? RequiredMap(string key) => Required(key) is { } item ? errors.ReadMap(item, key) : null;

    /// <summary>A map of names to single values, as in <c>params</c>.</summary>
    public OrderedDictionary<string, string> Texts(string key, TextRule? rule = null)
    {
        var texts = new OrderedDictionary<string, string>();
        foreach (var (name, item) in OptionalMap(key)?.Map.Entries ?? [])
        {
            if (name.Text.Length == 0)
                errors.Add(name, $"a name in '{key}' is empty");
            else if (errors.ReadText(item, name.Text, rule) is { } text)
                texts.Add(name.Text, text);
        }

        return texts;
    }

    /// <summary>The value that a word stands for; false if there is none, or after saying what is wrong with it.</summary>
    public bool TryOptionalWord<T>(string key, Words<T> words, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        return Optional(key) is { } item && words.TryRead(item, errors, out value);
    }

    /// <summary>Says of each of these keys that is there why it is in the wrong place.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="reason">The end of a sentence that begins with the key.</param>
    public void Refuse(IEnumerable<string> keys, string reason)
    {
        _refused.UnionWith(keys);
        foreach (var (key, _) in map.Entries.Where(entry => keys.Contains(entry.Key.Text)))
            errors.Add(key, $"'{key.Text}' {reason}");
    }

    /// <summary>Says of every other key that nobody asked for that it is unknown.</summary>
    public void RefuseOtherKeys()
    {
        foreach (var (key, _) in map.Entries.Where(entry => !_known.Contains(entry.Key.Text) && !_refused.Contains(entry.Key.Text)))
        {
            var suggestion = Suggestion.For(key.Text, _known);
            errors.Add(key, $"there is no key '{key.Text}' here{suggestion}; known: {string.Join(", ", _known)}");
        }
    }

    private static string Range(int least, int most) => most == int.MaxValue
        ? $", {least} or more"
        : $" from {least} to {most}";
}
