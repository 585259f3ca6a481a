namespace EtlAspire.Contracts.Pipelines;

/// <summary>The steps there are, and how a resource's list of them is read.</summary>
internal static class StepList
{
    private static readonly Words<Func<StepReader, StepDefinition?>> Known =
        new("step", new OrderedDictionary<string, Func<StepReader, StepDefinition?>>
        {
            [FlattenStep.Word] = FlattenStep.Read,
            [RenameStep.Word] = RenameStep.Read,
            [DropStep.Word] = DropStep.Read,
            [TrimStep.Word] = TrimStep.Read,
            [LowerStep.Word] = LowerStep.Read,
            [UpperStep.Word] = UpperStep.Read,
            [FillStep.Word] = FillStep.Read,
            [SplitStep.Word] = SplitStep.Read,
            [CastStep.Word] = CastStep.Read,
            [DeriveStep.Word] = DeriveStep.Read,
            [FilterStep.Word] = FilterStep.Read,
        });

    public static IReadOnlyList<StepDefinition> Read(YamlItem? item, ErrorList errors)
    {
        if (item is null)
            return [];

        if (item is not ListItem list)
        {
            errors.Add(item, $"'transform' must be a list of steps, this is {item.Kind}");
            return [];
        }

        return [.. list.Items.Select(step => ReadStep(step, errors)).OfType<StepDefinition>()];
    }

    private static StepDefinition? ReadStep(YamlItem item, ErrorList errors)
    {
        YamlItem name = item;
        YamlItem? value = null;
        if (item is MapItem { Entries: [var only] })
        {
            name = only.Key;
            value = only.Value is { IsNull: false } ? only.Value : null;
        }
        else if (item is MapItem)
        {
            errors.Add(item, "a step is one name and what it does: begin each step with '- ' on a line of its own");
            return null;
        }

        return Known.TryRead(name, errors, out var read)
            ? read(new StepReader((ScalarItem)name, value, errors))
            : null;
    }
}
