using System.Buffers;
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
        var positions = fields.Select((field, index) => (field, index)).ToDictionary(pair => pair.field, pair => pair.index);
        _values = new string?[fields.Count];
        _root = new Place(FieldTree.Of(fields), positions);
    }

    /// <summary>The values of a record, in the order of the fields; good until the next one is read.</summary>
    public string?[] Read(ReadOnlySequence<byte> record)
    {
        Array.Clear(_values);
        var bytes = record.IsSingleSegment ? record.FirstSpan : record.ToArray();
        var reader = new Utf8JsonReader(bytes, Options);
        reader.Read();
        ReadObject(ref reader, bytes, _root);
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
        var text = token == JsonTokenType.String && (place.WantsText || place.WantsTextBesideObjects) ? reader.GetString() : null;
        if (token == JsonTokenType.StartObject && place.HasChildren)
            ReadObject(ref reader, record, place);
        else
            reader.Skip();

        if (token == JsonTokenType.Null)
            return;

        var raw = record[start..(int)reader.BytesConsumed];
        if (place.Whole >= 0)
            _values[place.Whole] = place.WantsText && text is not null ? text : Encoding.UTF8.GetString(raw);
        if (place.BesideObjects >= 0 && token != JsonTokenType.StartObject)
            _values[place.BesideObjects] = place.WantsTextBesideObjects && text is not null ? text : Encoding.UTF8.GetString(raw);
    }

    private sealed class Place
    {
        private readonly Place[] _children;
        private readonly byte[] _name;
        private int _next;

        public Place(FieldTree tree, Dictionary<SourceField, int> positions)
        {
            _name = Encoding.UTF8.GetBytes(tree.Name);
            _children = [.. tree.Children.Values.Select(child => new Place(child, positions))];
            Whole = tree.Whole is null ? -1 : positions[tree.Whole];
            BesideObjects = tree.BesideObjects is null ? -1 : positions[tree.BesideObjects];
            WantsText = tree.Whole is { Type.Type: not ColumnType.Json };
            WantsTextBesideObjects = tree.BesideObjects is { Type.Type: not ColumnType.Json };
        }

        public int Whole { get; }

        public int BesideObjects { get; }

        public bool WantsText { get; }

        public bool WantsTextBesideObjects { get; }

        public bool HasChildren => _children.Length > 0;

        /// <summary>The child of the property's name. Records mostly have their fields in the same order: look there first.</summary>
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
            if (Whole >= 0)
                values[Whole] = null;
            if (BesideObjects >= 0)
                values[BesideObjects] = null;
            foreach (var child in _children)
                child.Forget(values);
        }
    }
}
