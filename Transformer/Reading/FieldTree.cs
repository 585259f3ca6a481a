namespace EtlAspire.Transformer.Reading;

/// <summary>The demanded fields as the tree that the records are.</summary>
internal sealed class FieldTree(string name)
{
    /// <summary>The field's name; empty at the root.</summary>
    public string Name { get; } = name;

    /// <summary>What is to be read here: mostly one field, or none.</summary>
    public List<SourceField> Fields { get; } = [];

    /// <summary>The places below, in the order of their demand.</summary>
    public OrderedDictionary<string, FieldTree> Children { get; } = new(StringComparer.Ordinal);

    /// <summary>Makes the tree.</summary>
    public static FieldTree Of(IEnumerable<SourceField> fields)
    {
        var root = new FieldTree("");
        foreach (var field in fields)
        {
            var place = root;
            foreach (var name in field.Path)
            {
                if (!place.Children.TryGetValue(name, out var child))
                    place.Children.Add(name, child = new FieldTree(name));
                place = child;
            }

            place.Fields.Add(field);
        }

        return root;
    }
}
