namespace EtlAspire.Contracts.Pipelines;

/// <summary>
/// Turns nested objects into columns: <c>address.geo.lat</c> becomes <c>address_geo_lat</c>. Arrays stay as JSON.
/// </summary>
/// <param name="Line">The line of the definition that it stands on.</param>
/// <param name="Separator">What goes between the names: underscores.</param>
/// <param name="MaxDepth">How many levels are flattened, deeper objects stay as JSON; none: all.</param>
public sealed record FlattenStep(int Line, string Separator = "_", int? MaxDepth = null) : StepDefinition(Word, Line)
{
    internal const string Word = "flatten";

    internal static FlattenStep Read(StepReader step)
    {
        var options = step.Options();
        if (options is null)
            return new FlattenStep(step.Line);

        var separator = options.OptionalText("separator", TextRules.Underscores) ?? "_";
        var maxDepth = options.OptionalInteger("max_depth", 1, 100);
        options.RefuseOtherKeys();
        return new FlattenStep(step.Line, separator, maxDepth);
    }
}
