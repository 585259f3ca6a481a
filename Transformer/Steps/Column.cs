using EtlAspire.Transformer.Reading;

namespace EtlAspire.Transformer.Steps;

/// <summary>A column at one point of the transformation.</summary>
/// <param name="Name">Its name for the next step.</param>
/// <param name="Type">Its type in the warehouse; null as long as the batch showed nothing but nulls.</param>
/// <param name="SqlType">Its type in DuckDB, one of <see cref="PhysicalTypes"/>.</param>
/// <param name="Origin">Where it comes from, in words for people.</param>
internal sealed record Column(string Name, ColumnType? Type, string SqlType, string Origin)
{
    /// <summary>The field it still is, unchanged and not yet read.</summary>
    public SourceField? Field { get; init; }

    /// <summary>The name under which the SELECT so far gives it, where that is another one.</summary>
    public string StoredName { get; init; } = Name;

    /// <summary>Whether an expression over nothing but nulls chose the type: it counts only if there is a value.</summary>
    public bool IsTentative { get; init; }

    /// <summary>
    /// Whether its numerics are numbers as JSON has them: each a bigint or a numeric by how it is written, so that what comes of one
    /// does not depend on its neighbours.
    /// </summary>
    public bool IsAsInJson { get; init; }

    /// <summary>Whether it has shown no value so far that could tell its type.</summary>
    public bool IsUntyped => Type is null || IsTentative;

    /// <summary>Whether the SELECT so far gives it under its own name.</summary>
    public bool IsLaidOut => Field is null && Type is not null && StoredName == Name;

    /// <summary>Whether an expression means this column; SQL does not tell upper from lower case.</summary>
    public bool IsNamed(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The column that a field is read into.</summary>
    public static Column Of(string name, SourceField field) =>
        new(name, field.Type.Type, field.Type.SqlType, $"the field {field}") { Field = field, IsAsInJson = field.Type.Type == ColumnType.Numeric };
}
