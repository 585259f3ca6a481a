using EtlAspire.Contracts.Runs;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>Reads a pipeline's definition from YAML.</summary>
public static class PipelineReader
{
    /// <summary>
    /// Reads the whole definition as one that is to be stored; whatever the text holds, the answer is a definition or all that is
    /// wrong.
    /// </summary>
    public static PipelineReadResult Read(string yaml) => Read(yaml, new ErrorList());

    /// <summary>Reads a definition that was stored before: what it lacks of rules that came later are warnings.</summary>
    public static PipelineReadResult ReadStored(string yaml) => Read(yaml, new ErrorList(isStored: true));

    private static PipelineReadResult Read(string yaml, ErrorList errors)
    {
        var root = YamlTree.Read(yaml, errors);
        var pipeline = root is null ? null : errors.ReadMap(root, "the definition");
        var definition = pipeline is null ? null : Read(pipeline);
        return new PipelineReadResult(errors.IsEmpty ? definition : null, errors.InOrder(), errors.WarningsInOrder());
    }

    private static PipelineDefinition? Read(MapReader pipeline)
    {
        var name = pipeline.RequiredText("name", TextRules.PipelineName);
        var description = pipeline.OptionalText("description");
        var schedule = pipeline.OptionalText("schedule", Schedules.FindMistake);
        if (schedule?.StartsWith('@') == true)
        {
            pipeline.Errors.AddYoungRule(pipeline.Optional("schedule")!, WarningKinds.ScheduleShorthand,
                $"'schedule' is '{schedule}', a shorthand: write the five fields (minute hour day month weekday), as in 0 3 * * *");
        }

        var source = SourceReader.Read(pipeline.RequiredMap("source"));
        var resources = new ResourceReader(pipeline.Errors, source).Read(pipeline.Required("resources"));
        var destination = ReadDestination(pipeline.RequiredMap("destination"));
        var maxRejects = RejectLimitReader.Read(pipeline);
        pipeline.RefuseOtherKeys();

        return name is null || source is null || destination is null
            ? null
            : new PipelineDefinition(name, description, schedule, source, resources, destination, maxRejects);
    }

    private static DestinationDefinition? ReadDestination(MapReader? destination)
    {
        var schema = destination?.RequiredText("schema", TextRules.Schema);
        destination?.RefuseOtherKeys();
        return schema is null ? null : new DestinationDefinition(Identifiers.ToSnakeCase(schema));
    }
}
