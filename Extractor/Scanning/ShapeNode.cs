using System.Text;
using System.Text.Json;
using EtlAspire.Contracts.Batches;

namespace EtlAspire.Extractor.Scanning;

/// <summary>A <see cref="Shape"/> in the making: fields are found by the bytes of their names.</summary>
internal sealed class ShapeNode(byte[] name)
{
    private readonly List<ShapeNode> _fields = [];
    private readonly Dictionary<byte[], int> _indexes = new(Utf8NameComparer.Instance);

    private readonly byte[]? _quotedName = JsonCursor.Quote(name);

    public ShapeState State;

    private byte[] Name { get; } = name;

    /// <summary>
    /// The field that a property name speaks of; null when it was not seen before. Records repeat the order of their fields,
    /// so the one after the last is tried first.
    /// </summary>
    /// <param name="property">A reader at a property name.</param>
    /// <param name="expected">Where the field is likely to be; moved on behind the one that was found.</param>
    public ShapeNode? Find(ref Utf8JsonReader property, ref int expected)
    {
        if (!property.ValueIsEscaped && expected < _fields.Count
            && property.ValueSpan.SequenceEqual(_fields[expected].Name))
        {
            return _fields[expected++];
        }

        var found = property.ValueIsEscaped
            ? _indexes.TryGetValue(Unescape(ref property), out var index)
            : _indexes.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(property.ValueSpan, out index);
        if (!found)
            return null;

        expected = index + 1;
        return _fields[index];
    }

    /// <summary>The field that a cursor comes to, once it has read its name; null when it was not seen before.</summary>
    public ShapeNode? Find(ref JsonCursor record, ref int expected)
    {
        record.Peek();
        if (expected < _fields.Count && _fields[expected] is { _quotedName: not null } next && record.TryPass(next._quotedName))
        {
            expected++;
            return record.TryPass(':') ? next : null;
        }

        if (!record.TryReadName(out var name)
            || !_indexes.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out var index))
        {
            return null;
        }

        expected = index + 1;
        return _fields[index];
    }

    public ShapeNode Add(ref Utf8JsonReader property)
    {
        var field = new ShapeNode(property.ValueIsEscaped ? Unescape(ref property) : property.ValueSpan.ToArray());
        _indexes.Add(field.Name, _fields.Count);
        _fields.Add(field);
        return field;
    }

    public void RemoveLast()
    {
        _indexes.Remove(_fields[^1].Name);
        _fields.RemoveAt(_fields.Count - 1);
    }

    public Shape ToShape()
    {
        var shape = new Shape
        {
            Kinds = State.Kinds,
            Nulls = State.Nulls,
            IntegerDigits = State.IntegerDigits,
            HasLongBigints = State.HasLongBigints,
            FractionDigits = State.FractionDigits,
            SignificantDigits = State.SignificantDigits,
        };
        foreach (var field in _fields)
            shape.Fields.Add(Encoding.UTF8.GetString(field.Name), field.ToShape());
        return shape;
    }

    /// <summary>Its name, for people.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Name);

    private static byte[] Unescape(ref Utf8JsonReader property)
    {
        var span = property.ValueSpan;
        var unescaped = new byte[span.Length];
        // A record with such a fault is refused once it is read, so any name will do until then.
        return RecordFaults.Find(span) is null
            ? unescaped[..property.CopyString(unescaped)]
            : span.ToArray();
    }
}
