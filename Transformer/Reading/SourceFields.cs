using EtlAspire.Storage;

namespace EtlAspire.Transformer.Reading;

/// <summary>The fields that the steps ask for: only these are read.</summary>
internal sealed class SourceFields
{
    private readonly Dictionary<SourceField, string> _names = [];
    private readonly List<SourceField> _fields = [];

    /// <summary>In the order of their demand.</summary>
    public IReadOnlyList<SourceField> All => _fields;

    /// <summary>The columns, to be passed on from SELECT to SELECT.</summary>
    public IEnumerable<string> Columns => _fields.Select(NameOf);

    /// <summary>Asks for a field. No field of a record gets such a name, so it meets none of the visible columns.</summary>
    public string Demand(SourceField field)
    {
        if (_names.TryGetValue(field, out var name))
            return name;

        name = SqlName.Quote($"${_fields.Count}");
        _fields.Add(field);
        _names.Add(field, name);
        return name;
    }

    /// <summary>The column that a field is read into.</summary>
    public string NameOf(SourceField field) => _names[field];
}
