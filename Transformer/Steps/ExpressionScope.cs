using EtlAspire.Storage;

namespace EtlAspire.Transformer.Steps;

/// <summary>
/// The columns that expressions speak of, laid out for them by a SELECT, each under the name that they call it by: its own or that of
/// the field it comes from. One that the batch does not have is null: the records of another batch may have it, and the two must
/// be treated alike.
/// </summary>
internal sealed class ExpressionScope
{
    private readonly List<Column> _columns = [];
    private readonly List<Column> _passing = [];

    /// <summary>Lays the columns of expressions out.</summary>
    public ExpressionScope(IEnumerable<Expression> expressions, Relation relation)
    {
        foreach (var expression in expressions)
        {
            foreach (var name in expression.Names)
                Add(name, expression, relation);
        }

        var laidOut = _columns.Where(column => !column.IsLaidOut).Select(relation.LayOut).ToList();
        if (laidOut.Count > 0)
            relation.Select(laidOut);
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>Whether an expression sees a column that has shown no value yet, so that its type tells nothing.</summary>
    public bool IsUntyped(Expression expression) =>
        _columns.Exists(column => column.IsUntyped && expression.Mentions(column.Name));

    /// <summary>Takes those away that the batch does not have under such a name.</summary>
    public void Leave(Relation relation)
    {
        if (_passing.Count > 0)
            relation.Take(relation.Columns.Where(column => !_passing.Exists(passing => passing.Name == column.Name)));
    }

    private void Add(string name, Expression expression, Relation relation)
    {
        if (_columns.Exists(column => column.IsNamed(name)))
            return;

        if (relation.Columns.FirstOrDefault(column => column.IsNamed(name)) is { } found)
        {
            _columns.Add(found);
        }
        else if (relation.Columns.FirstOrDefault(column => column.Name == Identifiers.ColumnOf(name)) is { } meant)
        {
            Pass(meant with { Name = name });
        }
        else if (SqlName.Quote(name) != Relation.Record && !relation.Binder.IsConstant(name))
        {
            relation.NoteMissing(name, expression.Step);
            Pass(new Column(name, null, "VARCHAR", ""));
        }
    }

    private void Pass(Column column)
    {
        _passing.Add(column);
        _columns.Add(column);
    }
}
