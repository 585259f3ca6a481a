using EtlAspire.Storage;

namespace EtlAspire.Transformer.Steps;

/// <summary>
/// Keeps the rows for which the condition is true; where it is false or null they are left out and counted. A record for which it has no
/// result, such as a division by zero, is rejected.
/// </summary>
internal static class Filter
{
    private const string What = "'filter'";

    public static void Apply(FilterStep step, Relation relation)
    {
        var expression = relation.Binder.Parse(step.Condition, What, step);
        var scope = new ExpressionScope([expression], relation);
        var meaning = relation.Binder.Understand(expression, What, scope.Columns);
        if ((meaning.SqlType != "BOOLEAN" || meaning.IsNumeric) && !scope.IsUntyped(expression))
            throw BadExpression.Failure(What, step, $"it gives {(meaning.IsNumeric ? "NUMERIC" : meaning.SqlType)} and not true or false");

        scope.Leave(relation);
        var condition = $"CAST({meaning.Sql} AS BOOLEAN)";
        if (meaning.Fault is null)
            relation.Select([], where: condition);
        else
            RejectFaults(condition, meaning.Fault, step, relation);
    }

    // First who is rejected, then who stays: in one SELECT a rejected record would not be told from one that is left out.
    private static void RejectFaults(string condition, string fault, FilterStep step, Relation relation)
    {
        var keep = new Column("$keep", ColumnType.Boolean, "BOOLEAN", "");
        var beginning = SqlName.Literal($"The condition of 'filter' in line {step.Line}: ");
        relation.Select([new Computed(keep, condition)], reject: $"{beginning} || {fault} || '.'");
        relation.Select([], where: SqlName.Quote(keep.Name));
        relation.Take(relation.Columns.Where(column => column.Name != keep.Name));
    }
}
