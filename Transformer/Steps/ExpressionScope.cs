using EtlAspire.Storage;

namespace EtlAspire.Transformer.Steps;

/// <summary>
/// The columns that an expression speaks of, laid out for it by a SELECT. One that the batch does not have is null: the
/// records of another batch may have it, and the two must be treated alike.
/// </summary>
internal sealed class ExpressionScope
{
    private readonly List<string> _absent = [];

    private ExpressionScope(Expression expression, Relation relation)
    {
        var laidOut = new List<Computed>();
        foreach (var name in expression.Names)
        {
            var column = relation.Columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));
            if (column is not null)
            {
                laidOut.Add(relation.LayOut(column));
            }
            else if (SqlName.Quote(name) != Relation.Record && !relation.Binder.IsConstant(name))
            {
                relation.NoteMissing(name, expression.Step);
                _absent.Add(name);
                laidOut.Add(relation.LayOut(new Column(name, null, "VARCHAR", "")));
            }
        }

        Columns = [.. laidOut.Select(one => one.Column)];
        if (laidOut.Count > 0)
            relation.Select(laidOut);
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Whether one of them has shown no value that could tell its type, so that the result's type tells nothing.</summary>
    public bool IsUntyped => Columns.Any(column => column.IsUntyped);

    /// <summary>Lays them out.</summary>
    public static ExpressionScope Of(Expression expression, Relation relation) => new(expression, relation);

    /// <summary>Takes those away that the batch does not have.</summary>
    public void Leave(Relation relation)
    {
        if (_absent.Count > 0)
            relation.Take(relation.Columns.Where(column => !_absent.Contains(column.Name)));
    }
}
