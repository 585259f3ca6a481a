namespace EtlAspire.Transformer.Steps;

/// <summary>Puts texts into upper case, in every alphabet.</summary>
internal static class Upper
{
    public static void Apply(UpperStep step, Relation relation) =>
        TextFunction.Apply(step, step.Columns, relation, text => $"upper({text})");
}
