using EtlAspire.Contracts.Batches;

namespace EtlAspire.Transformer.Reading;

/// <summary>A place in the records that can be read as a column.</summary>
internal sealed class SourceField(IReadOnlyList<string> path, Shape shape, bool withoutObjects, FieldType? type = null)
{
    /// <summary>The names that lead to it.</summary>
    public IReadOnlyList<string> Path { get; } = path;

    /// <summary>What was seen there.</summary>
    public Shape Shape { get; } = shape;

    /// <summary>Whether objects at this place are left to the fields in them.</summary>
    public bool WithoutObjects { get; } = withoutObjects;

    /// <summary>What its values become.</summary>
    public FieldType Type { get; } =
        type ?? FieldType.Of(shape, withoutObjects ? shape.Kinds & ~JsonKinds.Object : shape.Kinds);

    /// <summary>Whether there are objects here for <c>flatten</c> to open.</summary>
    public bool HoldsObjects => !WithoutObjects && Shape.Kinds.HasFlag(JsonKinds.Object);

    /// <summary>The fields of the records themselves.</summary>
    public static IEnumerable<SourceField> OfRecords(Shape records) =>
        records.Fields.Select(field => new SourceField([field.Key], field.Value, false));

    /// <summary>The fields of the objects here.</summary>
    public IEnumerable<SourceField> Fields() =>
        Shape.Fields.Select(field => new SourceField([.. Path, field.Key], field.Value, false));

    /// <summary>What else stands here beside objects; null if nothing does.</summary>
    public SourceField? BesideObjects() =>
        Shape.Kinds == JsonKinds.Object ? null : new SourceField(Path, Shape, true);

    /// <summary>The same place, read as text: strings by what they say, all else as it was written.</summary>
    public SourceField AsText => field ??= new SourceField(Path, Shape, WithoutObjects, FieldType.OwnText);

    /// <summary>The place as one writes it: <c>address.geo.lat</c>.</summary>
    public override string ToString() => string.Join('.', Path);
}
