namespace EtlAspire.Transformer.Steps;

/// <summary>The steps there are, by the type of their definition.</summary>
internal static class StepCompilers
{
    private static readonly Dictionary<Type, Action<StepDefinition, Relation>> Known = new()
    {
        [typeof(FlattenStep)] = (step, relation) => Flatten.Apply((FlattenStep)step, relation),
        [typeof(RenameStep)] = (step, relation) => Rename.Apply((RenameStep)step, relation),
        [typeof(DropStep)] = (step, relation) => Drop.Apply((DropStep)step, relation),
        [typeof(TrimStep)] = (step, relation) => Trim.Apply((TrimStep)step, relation),
        [typeof(LowerStep)] = (step, relation) => Lower.Apply((LowerStep)step, relation),
        [typeof(UpperStep)] = (step, relation) => Upper.Apply((UpperStep)step, relation),
        [typeof(FillStep)] = (step, relation) => Fill.Apply((FillStep)step, relation),
        [typeof(SplitStep)] = (step, relation) => Split.Apply((SplitStep)step, relation),
        [typeof(CastStep)] = (step, relation) => Cast.Apply((CastStep)step, relation),
        [typeof(DeriveStep)] = (step, relation) => Derive.Apply((DeriveStep)step, relation),
        [typeof(FilterStep)] = (step, relation) => Filter.Apply((FilterStep)step, relation),
    };

    /// <summary>Applies a step to the relation that the steps before it made.</summary>
    public static void Apply(StepDefinition step, Relation relation) => Known[step.GetType()](step, relation);
}
