using System.Runtime.InteropServices;

namespace EtlAspire.Contracts.Batches;

/// <summary>
/// How a record was made: what stood before each of its values, and behind the last one. Names and braces of a record that is
/// made the same way need not be looked at one by one; it is read value by value.
/// </summary>
/// <typeparam name="TPlace">What a reader knows of a value's place.</typeparam>
public sealed class RecordTemplate<TPlace>
{
    private readonly List<TemplateValue<TPlace>> _values = [];
    private byte[] _text = [];
    private int _end;
    private int _length;

    /// <summary>Whether there is a record to go by.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>The values, in order; objects whose fields are values themselves are none.</summary>
    public ReadOnlySpan<TemplateValue<TPlace>> Values => CollectionsMarshal.AsSpan(_values);

    /// <summary>What stands behind the last value.</summary>
    public ReadOnlySpan<byte> Rest => _text.AsSpan(_end, _length - _end);

    /// <summary>Forgets the record, to learn another one.</summary>
    public void Begin()
    {
        IsKnown = false;
        _values.Clear();
        _end = 0;
    }

    /// <summary>Learns the next value.</summary>
    /// <param name="start">Where in the record it begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="place">Its place.</param>
    public void Add(int start, int end, TPlace place)
    {
        _values.Add(new TemplateValue<TPlace>(_end, start - _end, place));
        _end = end;
    }

    /// <summary>Has learned all values of a record.</summary>
    public void Complete(ReadOnlySpan<byte> record)
    {
        if (_text.Length < record.Length)
            _text = new byte[2 * record.Length];
        record.CopyTo(_text);
        _length = record.Length;
        IsKnown = true;
    }

    /// <summary>What stands before a value: between it and the one before it, or the record's start.</summary>
    public ReadOnlySpan<byte> Before(in TemplateValue<TPlace> value) => _text.AsSpan(value.Start, value.Length);
}

/// <summary>A value of a <see cref="RecordTemplate{TPlace}"/>.</summary>
/// <param name="Start">Where in the record begins what stands before it.</param>
/// <param name="Length">How long that is.</param>
/// <param name="Place">The value's place.</param>
public readonly record struct TemplateValue<TPlace>(int Start, int Length, TPlace Place);
