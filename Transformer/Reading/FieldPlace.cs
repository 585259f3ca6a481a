using System.Text;
using System.Text.Json;
using EtlAspire.Contracts.Batches;

namespace EtlAspire.Transformer.Reading;

/// <summary>A place in the records that something is to be read from: the columns of its values, and the places below.</summary>
internal sealed class FieldPlace
{
    private readonly byte[] _name;
    private readonly byte[]? _quotedName;
    private readonly FieldPlace[] _children;
    private long _record;

    private FieldPlace(FieldTree tree, IReadOnlyDictionary<SourceField, FieldVector> vectors)
    {
        _name = Encoding.UTF8.GetBytes(tree.Name);
        _quotedName = JsonCursor.Quote(_name);
        _children = [.. tree.Children.Values.Select(child => new FieldPlace(child, vectors))];
        Targets = [.. tree.Fields.Select(field => new FieldTarget(vectors[field], field.WithoutObjects))];
        TextVector = Targets is [{ Vector: { IsJson: false } vector }] ? vector : null;
    }

    /// <summary>Where values go that stand here.</summary>
    public FieldTarget[] Targets { get; }

    /// <summary>The one column that texts go to as they are; null where there are more, or others.</summary>
    public FieldVector? TextVector { get; }

    public bool HasChildren => _children.Length > 0;

    /// <summary>Whether the same objects are wanted as a whole and field by field, here or below.</summary>
    public bool IsReadTwice =>
        (HasChildren && Targets.Any(target => !target.WithoutObjects)) || _children.Any(child => child.IsReadTwice);

    /// <summary>Makes the places of fields.</summary>
    public static FieldPlace Of(IReadOnlyDictionary<SourceField, FieldVector> vectors) => new(FieldTree.Of(vectors.Keys), vectors);

    /// <summary>Reads a name. Records repeat the order of their fields, so the place after the last is tried first.</summary>
    /// <param name="cursor">A cursor before a name.</param>
    /// <param name="expected">The place that is likely to come; moved on behind the one that was found.</param>
    /// <param name="found">The place of that name; null if nothing is to be read there.</param>
    /// <returns>False when the name has escapes in it.</returns>
    public bool TryFind(ref JsonCursor cursor, ref int expected, out FieldPlace? found)
    {
        cursor.Peek();
        found = expected < _children.Length ? _children[expected] : null;
        if (found is { _quotedName: not null } && cursor.TryPass(found._quotedName))
        {
            expected++;
            return cursor.TryPass(':');
        }

        found = null;
        if (!cursor.TryReadName(out var name))
            return false;

        for (var i = 0; i < _children.Length; i++)
        {
            var index = (expected + i) % _children.Length;
            if (!name.SequenceEqual(_children[index]._name))
                continue;
            found = _children[index];
            expected = index + 1;
            break;
        }

        return true;
    }

    /// <summary>The place of the name that a reader is at, however it is written; null if nothing is to be read there.</summary>
    public FieldPlace? Find(ref Utf8JsonReader reader)
    {
        foreach (var child in _children)
        {
            if (reader.ValueTextEquals(child._name))
                return child;
        }

        return null;
    }

    /// <summary>Makes a row null again, here and below.</summary>
    public void Clear(int row)
    {
        foreach (var (vector, _) in Targets)
            vector.Clear(row);
        foreach (var child in _children)
            child.Clear(row);
    }

    /// <summary>Whether a record comes here for the first time.</summary>
    public bool IsFirstIn(long record)
    {
        var isFirst = _record != record;
        _record = record;
        return isFirst;
    }
}

/// <summary>A column that values of a place go to.</summary>
/// <param name="Vector">The column.</param>
/// <param name="WithoutObjects">Whether objects are left out.</param>
internal readonly record struct FieldTarget(FieldVector Vector, bool WithoutObjects);
