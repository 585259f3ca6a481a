using EtlAspire.Storage;

namespace EtlAspire.Loader.Publishing;

/// <summary>How a table has to change to take rows of other columns, and how their values have to.</summary>
/// <param name="Changes">The clauses of an <c>alter table</c>; none if it fits.</param>
/// <param name="Values">An expression for each of the rows' columns.</param>
internal sealed record ColumnFit(IReadOnlyList<string> Changes, IReadOnlyList<string> Values)
{
    /// <summary>
    /// Columns that are missing are added, those that are too narrow widened. One whose type is none of ours stays as
    /// somebody made it, and gets the values by way of their text.
    /// </summary>
    /// <param name="rows">The rows' columns.</param>
    /// <param name="table">The table's.</param>
    /// <param name="unused">Columns of the table that have never had a value, so that their type says nothing.</param>
    public static ColumnFit Of(
        IReadOnlyList<TableColumn> rows, IReadOnlyList<TableColumn> table, IReadOnlyCollection<string> unused)
    {
        var changes = new List<string>();
        var values = new List<string>();
        foreach (var column in rows)
        {
            var name = SqlName.Quote(column.Name);
            if (table.FirstOrDefault(other => other.Name == column.Name) is not { } existing)
            {
                changes.Add($"add column {name} {column.PostgresType}");
                values.Add(name);
            }
            else if (unused.Contains(column.Name))
            {
                changes.Add($"alter column {name} type {column.PostgresType} using null");
                values.Add(name);
            }
            else if (existing.Type is not { } type)
            {
                values.Add($"{name}::text::{existing.PostgresType}");
            }
            else
            {
                var joined = TypeLattice.Join(type, column.Type!.Value);
                if (joined != type)
                {
                    changes.Add($"alter column {name} type {PostgresTypes.NameOf(joined)} "
                        + $"using {WideningSql.Convert(name, type, joined)}");
                }

                values.Add(WideningSql.Convert(name, column.Type.Value, joined));
            }
        }

        return new ColumnFit(changes, values);
    }
}
