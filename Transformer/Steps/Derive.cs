using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Transformer.Steps;

/// <summary>Computes columns one after the other, so that an expression sees the results of those before it.</summary>
internal static class Derive
{
    public static void Apply(DeriveStep step, Relation relation)
    {
        foreach (var (name, text) in step.Columns)
            ApplyOne(name, text, step, relation);
    }

    private static void ApplyOne(string name, string text, DeriveStep step, Relation relation)
    {
        var what = $"column '{name}' ('derive')";
        var expression = relation.Binder.Parse(text, what, step);
        var scope = ExpressionScope.Of(expression, relation);
        var (type, sqlType, sql) = PhysicalTypes.OfResult(relation.Binder.TypeOf(expression, what, scope.Columns), expression.Sql);
        scope.Leave(relation);
        relation.Select([new Computed(
            new Column(name, type, sqlType, $"'derive' in line {step.Line}") { IsTentative = scope.IsUntyped }, sql)]);
    }
}
