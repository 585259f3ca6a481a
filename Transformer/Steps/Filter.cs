namespace EtlAspire.Transformer.Steps;

/// <summary>Keeps the rows for which the condition is true; where it is false or null they are left out and counted.</summary>
internal static class Filter
{
    public static void Apply(FilterStep step, Relation relation)
    {
        const string what = "'filter'";
        var expression = relation.Binder.Parse(step.Condition, what, step);
        var scope = new ExpressionScope([expression], relation);
        var type = relation.Binder.TypeOf(expression, what, scope.Columns);
        if (type != "BOOLEAN" && !scope.IsUntyped(expression))
            throw BadExpression.Failure(what, step, $"it gives {type} and not true or false");

        scope.Leave(relation);
        relation.Select([], where: $"CAST({expression.Sql} AS BOOLEAN)");
    }
}
