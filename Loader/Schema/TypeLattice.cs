namespace EtlAspire.Loader.Schema;

/// <summary>
/// What a column becomes when batches or runs disagree about its type:
/// <code>
///   bigint ─┐
///   double ─┴─ numeric ─┐
///   boolean ────────────┤
///   date ───────────────┼─ text ── json
///   timestamp ──────────┤
///   timestamptz ────────┘
/// </code>
/// Two types meet where their lines do. So the order in which batches come does not matter, and
/// <see cref="WideningSql"/> takes care that it does not matter for the values either.
/// </summary>
internal static class TypeLattice
{
    /// <summary>The narrowest type that holds the values of both.</summary>
    public static ColumnType Join(ColumnType one, ColumnType other)
    {
        if (one == other)
            return one;
        if (one is ColumnType.Json || other is ColumnType.Json)
            return ColumnType.Json;
        return IsNumber(one) && IsNumber(other) ? ColumnType.Numeric : ColumnType.Text;
    }

    private static bool IsNumber(ColumnType type) => type is ColumnType.Bigint or ColumnType.Double or ColumnType.Numeric;
}
