namespace EtlAspire.Transformer.Steps;

/// <summary>Puts texts into lower case, in every alphabet.</summary>
internal static class Lower
{
    public static void Apply(LowerStep step, Relation relation) =>
        TextFunction.Apply(step, step.Columns, relation, text => $"lower({text})");
}
