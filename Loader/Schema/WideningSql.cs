namespace EtlAspire.Loader.Schema;

/// <summary>
/// How PostgreSQL widens a value along <see cref="TypeLattice"/>. One way for all who widen (a staging table that is
/// altered, a batch that comes later, a published table), and the same result whether it is done in one step or in several:
/// a double goes by its shortest text, and dates and times become JSON as their text. Needs <see cref="TransactionLimits"/>.
/// </summary>
internal static class WideningSql
{
    /// <summary>The expression that turns one of the type <paramref name="from"/> into the type <paramref name="to"/>.</summary>
    /// <exception cref="ArgumentException">That would be no widening.</exception>
    public static string Convert(string expression, ColumnType from, ColumnType to)
    {
        if (from == to)
            return expression;
        if (TypeLattice.Join(from, to) != to)
            throw new ArgumentException($"{from} does not widen to {to}.", nameof(to));

        // PostgreSQL's own cast from double to numeric keeps 15 digits only.
        var exact = from is ColumnType.Double ? $"{expression}::text::numeric" : expression;
        return to switch
        {
            ColumnType.Json when IsTime(from) => $"to_jsonb({expression}::text)",
            ColumnType.Json => $"to_jsonb({exact})",
            _ => $"{exact}::{PostgresTypes.NameOf(to)}",
        };
    }

    private static bool IsTime(ColumnType type) => type is ColumnType.Date or ColumnType.Timestamp or ColumnType.Timestamptz;
}
