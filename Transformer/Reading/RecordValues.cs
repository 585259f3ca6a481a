using System.Text;
using System.Text.Json;
using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Transformer.Reading;

/// <summary>Takes the demanded values out of records, each as the text it was written in.</summary>
internal sealed class RecordValues
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 1_000 };

    private readonly Place _root;
    private readonly string?[] _values;

    public RecordValues(IReadOnlyList<SourceField> fields)
    {
        var positions = fields.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        _values = new string?[fields.Count];
        _root = new Place(FieldTree.Of(fields), positions);
    }

    /// <summary>The values of a record, in the order of the fields; good until the next one is read.</summary>
    public string?[] Read(ReadOnlySpan<byte> record)
    {
        Array.Clear(_values);
        var reader = new Utf8JsonReader(record, Options);
        reader.Read();
        ReadObject(ref reader, record, _root);
        return _values;
    }

    private void ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> record, Place place)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = place.Find(ref reader);
            reader.Read();
            if (child is null)
                reader.Skip();
            else
                ReadValue(ref reader, record, child);
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> record, Place place)
    {
        place.Forget(_values); // a name given twice: the last one counts, with all that is in it
        var token = reader.TokenType;
        var start = (int)reader.TokenStartIndex;
        var text = token == JsonTokenType.String && place.WantsText ? reader.GetString() : null;
        if (token == JsonTokenType.StartObject && place.HasChildren)
            ReadObject(ref reader, record, place);
        else
            reader.Skip();

        if (token == JsonTokenType.Null)
            return;

        foreach (var target in place.Targets)
        {
            if (target.IsJson || text is null)
                _values[target.Position] = Raw(record, start, (int)reader.BytesConsumed, target, token);
            else
                _values[target.Position] = text;
        }
    }

    private static string? Raw(ReadOnlySpan<byte> record, int start, int end, Target target, JsonTokenType token) =>
        target.WithoutObjects && token == JsonTokenType.StartObject ? null : Encoding.UTF8.GetString(record[start..end]);

    /// <summary>Where a field's value goes.</summary>
    private readonly record struct Target(int Position, bool IsJson, bool WithoutObjects);

    private sealed class Place
    {
        private readonly Place[] _children;
        private readonly byte[] _name;
        private int _next;

        public Place(FieldTree tree, Dictionary<SourceField, int> positions)
        {
            _name = Encoding.UTF8.GetBytes(tree.Name);
            _children = [.. tree.Children.Values.Select(child => new Place(child, positions))];
            Targets = [.. tree.Fields.Select(field =>
                new Target(positions[field], field.Type.Type == ColumnType.Json, field.WithoutObjects))];
            WantsText = Targets.Any(target => !target.IsJson);
        }

        public Target[] Targets { get; }

        public bool WantsText { get; }

        public bool HasChildren => _children.Length > 0;

        /// <summary>The child of the property's name. Records mostly keep one order: the next child is tried first.</summary>
        public Place? Find(ref Utf8JsonReader reader)
        {
            for (var i = 0; i < _children.Length; i++)
            {
                var index = (_next + i) % _children.Length;
                if (!reader.ValueTextEquals(_children[index]._name))
                    continue;
                _next = index + 1;
                return _children[index];
            }

            return null;
        }

        public void Forget(string?[] values)
        {
            foreach (var target in Targets)
                values[target.Position] = null;
            foreach (var child in _children)
                child.Forget(values);
        }
    }
}
