using EtlAspire.Transformer.Expressions;

namespace EtlAspire.Transformer.Steps;

/// <summary>
/// Computes columns one after the other, so that an expression sees the results of those before it. Columns that do not
/// need each other share a SELECT: every SELECT of a chain costs memory for all columns.
/// </summary>
internal static class Derive
{
    public static void Apply(DeriveStep step, Relation relation)
    {
        var together = new OrderedDictionary<string, Expression>();
        foreach (var (name, text) in step.Columns)
        {
            var expression = relation.Binder.Parse(text, Describe(name), step);
            if (together.Keys.Any(expression.Mentions))
            {
                Compute(together, step, relation);
                together.Clear();
            }

            together.Add(name, expression);
        }

        Compute(together, step, relation);
    }

    private static void Compute(OrderedDictionary<string, Expression> expressions, DeriveStep step, Relation relation)
    {
        var scope = new ExpressionScope(expressions.Values, relation);
        var results = expressions.Select(entry => ComputeOne(entry.Key, entry.Value, step, relation, scope)).ToList();
        scope.Leave(relation);
        ResultCheck.Select(results, relation);
    }

    private static Result ComputeOne(
        string name, Expression expression, DeriveStep step, Relation relation, ExpressionScope scope)
    {
        var meaning = relation.Binder.Understand(expression, Describe(name), scope.Columns);
        var (type, sqlType, sql) = meaning.IsNumeric
            ? (ColumnType.Numeric, "VARCHAR", meaning.Sql)
            : PhysicalTypes.OfResult(meaning.SqlType, meaning.Sql);
        var column = new Column(name, type, sqlType, $"'derive' in line {step.Line}")
        {
            IsTentative = scope.IsUntyped(expression),
            IsAsInJson = meaning.Kind == ValueKind.Number,
        };
        return new Result(new Computed(column, sql), meaning);
    }

    private static string Describe(string name) => $"column '{name}' ('derive')";
}
