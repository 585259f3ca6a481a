using System.Text.Json;
using EtlAspire.Contracts.Batches;

namespace EtlAspire.Extractor.Scanning;

/// <summary>
/// Collects the shape of a batch while its records are read, in the one pass that also finds where each record ends. What a
/// record changes is journalled, so that a record that is refused, or not all there yet, leaves nothing behind.
/// </summary>
internal sealed class ShapeCollector
{
    /// <summary>How deep a record may be nested; the record itself is the first level.</summary>
    public const int MaxDepth = 64;

    private const string TooDeep = "The record is nested deeper than 64 levels.";

    private readonly ShapeNode _root = new([]);
    private RecordTemplate<(ShapeNode Node, int Level)> _template = new();
    private RecordTemplate<(ShapeNode Node, int Level)> _earlier = new();
    private readonly (ShapeNode Node, int Expected)[] _parents = new (ShapeNode, int)[MaxDepth];
    private readonly List<Change> _journal = [];

    /// <summary>How many fields the shape has, on all levels.</summary>
    public int Fields { get; private set; }

    /// <summary>
    /// Reads one record that has nothing new and no <see cref="RecordFaults"/>, which is what most are: much faster than
    /// <see cref="TryCollect"/>. To be settled by <see cref="Keep"/> or <see cref="RollBack"/>.
    /// </summary>
    /// <param name="record">The record, with nothing behind it.</param>
    /// <returns>False when it has something new or a fault, or is not well-formed; then nothing has changed.</returns>
    public bool TryFollow(ReadOnlySpan<byte> record)
    {
        if (TryRepeat(record))
            return true;

        // Where a field is missing now and then, records are made in two ways.
        RollBack();
        (_template, _earlier) = (_earlier, _template);
        if (TryRepeat(record))
            return true;

        RollBack();
        _template.Begin();
        var cursor = new JsonCursor(record);
        if (cursor.TryPass('{') && _root.State.Kinds != JsonKinds.None && TryFollowFields(ref cursor, _root, 1) && cursor.IsAtEnd)
        {
            _template.Complete(record);
            return true;
        }

        RollBack();
        return false;
    }

    /// <summary>Reads one record, to be settled by <see cref="Keep"/> or <see cref="RollBack"/>.</summary>
    /// <param name="reader">A reader at the first token of the record; afterwards at its last.</param>
    /// <param name="fault">Why the record cannot be used, or null.</param>
    /// <returns>False when the bytes end before the record does; then nothing has changed.</returns>
    public bool TryCollect(ref Utf8JsonReader reader, out string? fault)
    {
        fault = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            fault = $"The record is {Describe(reader.TokenType)}, not an object.";
            return reader.TokenType != JsonTokenType.StartArray || TokenSkipping.TrySkipArray(ref reader, int.MaxValue, out _, out _);
        }

        if (TryCollectObject(ref reader, ref fault))
            return true;

        RollBack();
        return false;
    }

    /// <summary>Lets the record's changes stand.</summary>
    public void Keep() => _journal.Clear();

    /// <summary>Takes the record's changes back.</summary>
    public void RollBack()
    {
        for (var index = _journal.Count - 1; index >= 0; index--)
        {
            var (node, state, addedField) = _journal[index];
            node.State = state;
            if (!addedField)
                continue;
            node.RemoveLast();
            Fields--;
        }

        _journal.Clear();
    }

    public Shape ToShape() => _root.ToShape();

    /// <summary>Reads a record that is made like the one that the template knows.</summary>
    private bool TryRepeat(ReadOnlySpan<byte> record)
    {
        if (!_template.IsKnown)
            return false;

        var cursor = new JsonCursor(record);
        foreach (ref readonly var value in _template.Values)
        {
            if (!cursor.TryPass(_template.Before(value)))
                return false;
            var token = cursor.Peek();
            var (node, level) = value.Place;
            if (token == '{' || !TryFollow(ref cursor, token, node, level))
                return false;
        }

        return cursor.TryPass(_template.Rest) && cursor.IsAtEnd;
    }

    /// <summary>Reads a value that begins right here with a token, at a place <paramref name="level"/> objects deep.</summary>
    private bool TryFollow(ref JsonCursor record, byte token, ShapeNode node, int level)
    {
        var kinds = node.State.Kinds;
        switch (token)
        {
            case (byte)'"':
                return (kinds & JsonKinds.Text) != 0 && record.TryReadText(out var text, out _, out var isPlain)
                    && (isPlain || RecordFaults.Find(text) is null);
            case (byte)'{':
                return (kinds & JsonKinds.Object) != 0 && record.TryPass('{') && TryFollowFields(ref record, node, level + 1);
            case (byte)'[': // names in it are any; all others are those of records before it, and have no faults
                var start = record.Position;
                return (kinds & JsonKinds.Array) != 0 && record.TrySkip(MaxDepth - level)
                    && RecordFaults.Find(record.Since(start)) is null && !NumberLimits.MayBeExceeded(record.Since(start));
            case (byte)'t':
                return (kinds & JsonKinds.Boolean) != 0 && record.TryPass("true"u8);
            case (byte)'f':
                return (kinds & JsonKinds.Boolean) != 0 && record.TryPass("false"u8);
            case (byte)'n':
                SeeNull(node);
                return record.TryPass("null"u8);
            default:
                return record.TryReadNumber(out var number, out var isInteger)
                    && (kinds & (isInteger ? JsonKinds.Integer : JsonKinds.Fraction)) != 0
                    && node.State.Holds(number, isInteger, out _);
        }
    }

    private bool TryFollowFields(ref JsonCursor record, ShapeNode parent, int level)
    {
        if (record.TryPass('}'))
            return true;

        var expected = 0;
        do
        {
            if (parent.Find(ref record, ref expected) is not { } field)
                return false;
            var token = record.Peek();
            var start = record.Position;
            if (!TryFollow(ref record, token, field, level))
                return false;
            if (token != '{')
                _template.Add(start, record.Position, (field, level));
        }
        while (record.TryPass(','));

        return record.TryPass('}');
    }

    private bool TryCollectObject(ref Utf8JsonReader reader, ref string? fault)
    {
        var bottom = reader.CurrentDepth;
        var level = 0;
        var expected = 0;
        var parent = _root;
        var field = _root;
        See(_root, JsonKinds.Object);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    field = parent.Find(ref reader, ref expected) ?? Add(parent, ref reader, ref expected);
                    break;
                case JsonTokenType.StartObject:
                    if (level == MaxDepth - 1)
                    {
                        fault = TooDeep;
                        return TokenSkipping.TrySkipTo(ref reader, bottom);
                    }

                    See(field, JsonKinds.Object);
                    _parents[level++] = (parent, expected);
                    (parent, expected) = (field, 0);
                    break;
                case JsonTokenType.EndObject:
                    if (level == 0)
                        return true;
                    (parent, expected) = _parents[--level];
                    break;
                case JsonTokenType.StartArray:
                    See(field, JsonKinds.Array);
                    if (!TokenSkipping.TrySkipArray(ref reader, bottom + MaxDepth, out var isTooDeep, out var beyond))
                        return false;
                    fault = isTooDeep ? TooDeep : beyond is null ? null : NumberLimits.Describe(beyond, PlaceOf(level, parent, field));
                    if (fault is not null)
                        return TokenSkipping.TrySkipTo(ref reader, bottom);
                    break;
                case JsonTokenType.Number:
                    if (!SeeNumber(field, reader.ValueSpan))
                    {
                        fault = NumberLimits.Describe(reader.ValueSpan, PlaceOf(level, parent, field));
                        return TokenSkipping.TrySkipTo(ref reader, bottom);
                    }

                    break;
                case JsonTokenType.Null:
                    SeeNull(field);
                    break;
                default:
                    See(field, reader.TokenType == JsonTokenType.String ? JsonKinds.Text : JsonKinds.Boolean);
                    break;
            }
        }

        return false;
    }

    private ShapeNode Add(ShapeNode parent, ref Utf8JsonReader property, ref int expected)
    {
        _journal.Add(new Change(parent, parent.State, AddedField: true));
        Fields++;
        expected = int.MaxValue; // it is the last one: look up what follows
        return parent.Add(ref property);
    }

    private void See(ShapeNode node, JsonKinds kind)
    {
        if ((node.State.Kinds & kind) != 0)
            return;
        _journal.Add(new Change(node, node.State));
        node.State.Kinds |= kind;
    }

    private void SeeNull(ShapeNode node)
    {
        _journal.Add(new Change(node, node.State));
        node.State.Nulls++;
    }

    /// <summary>False when it has more digits than PostgreSQL can store.</summary>
    private bool SeeNumber(ShapeNode node, ReadOnlySpan<byte> number)
    {
        var isInteger = number.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;
        See(node, isInteger ? JsonKinds.Integer : JsonKinds.Fraction);
        if (node.State.Holds(number, isInteger, out var digits))
            return true;
        if (!NumberLimits.IsStorable(digits))
            return false;

        _journal.Add(new Change(node, node.State));
        ref var state = ref node.State;
        state.IntegerDigits = Math.Max(state.IntegerDigits, digits.Integer);
        state.FractionDigits = Math.Max(state.FractionDigits, digits.Fraction);
        state.SignificantDigits = Math.Max(state.SignificantDigits, digits.Significant);
        state.ExceedsBigint |= ShapeState.IsBeyondBigint(number, digits);
        return true;
    }

    private string PlaceOf(int level, ShapeNode parent, ShapeNode field)
    {
        var above = _parents.Take(level).Select(one => one.Node).Append(parent).Skip(1);
        return string.Join('.', above.Append(field).Select(node => node.ToString()));
    }

    private static string Describe(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };

    /// <summary>How to take one change back.</summary>
    private readonly record struct Change(ShapeNode Node, ShapeState State, bool AddedField = false);
}
