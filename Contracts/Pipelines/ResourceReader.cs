using EtlAspire.Contracts.Runs;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>Reads <c>resources</c>.</summary>
internal sealed class ResourceReader(ErrorList errors, SourceDefinition? source)
{
    private static readonly Words<WriteDisposition> Dispositions =
        new("write_disposition", new OrderedDictionary<string, WriteDisposition>
        {
            ["append"] = WriteDisposition.Append,
            ["replace"] = WriteDisposition.Replace,
        }, "merge");

    private static readonly Words<bool> MissingColumns =
        new("on_missing_column", new OrderedDictionary<string, bool> { ["warn"] = false, ["fail"] = true });

    private readonly Dictionary<string, int> _names = [];
    private readonly Dictionary<string, int> _tables = [];

    public IReadOnlyList<ResourceDefinition> Read(YamlItem? item)
    {
        if (item is null)
            return [];

        if (item is not ListItem list)
        {
            errors.Add(item, $"'resources' must be a list, this is {item.Kind}");
            return [];
        }

        if (list.Items.Count == 0)
            errors.Add(item, "'resources' needs at least one resource");
        return [.. list.Items
            .Select(element => errors.ReadMap(element, "resources"))
            .OfType<MapReader>()
            .Select(ReadResource)
            .OfType<ResourceDefinition>()];
    }

    private ResourceDefinition? ReadResource(MapReader resource)
    {
        var name = ReadName(resource);
        var table = ReadTable(resource, name);
        var origin = OriginReader.Read(resource, source);
        var primaryKey = resource.Optional("primary_key") is { } key ? errors.ReadColumns(key, "primary_key") : [];
        var disposition = ReadDisposition(resource);
        var allowEmpty = resource.OptionalBoolean("allow_empty") ?? false;
        var missingColumnFails = resource.TryOptionalWord("on_missing_column", MissingColumns, out var fails) && fails;
        var transform = StepList.Read(resource.Optional("transform"), errors);
        resource.RefuseOtherKeys();

        return name is null || table is null || origin is null
            ? null
            : new ResourceDefinition(
                resource.Map.Line, resource.Map.Column, name, table, origin, primaryKey, disposition, allowEmpty, missingColumnFails, transform);
    }

    private static WriteDisposition ReadDisposition(MapReader resource)
    {
        if (resource.TryOptionalWord("write_disposition", Dispositions, out var given))
            return given;

        if (!resource.Has("write_disposition"))
        {
            resource.Errors.AddYoungRule(resource.Map, WarningKinds.ImpliedAppend,
                "'write_disposition' is missing: write 'append' to add each run's rows to the table, or 'replace' to let them take "
                + "the place of all that it has");
        }

        return WriteDisposition.Append;
    }

    private string? ReadName(MapReader resource) =>
        resource.Required("name") is { } item && errors.ReadText(item, "name", TextRules.Identifier) is { } name
            ? Register(_names, "resource", Identifiers.ToSnakeCase(name), item)
            : null;

    private string? ReadTable(MapReader resource, string? resourceName)
    {
        if (resource.Optional("table") is not { } item)
            return resourceName is null ? null : Register(_tables, "table", resourceName, resource.Map);

        return errors.ReadText(item, "table", TextRules.Identifier) is { } table
            ? Register(_tables, "table", Identifiers.ToSnakeCase(table), item)
            : null;
    }

    private string? Register(Dictionary<string, int> lines, string noun, string name, YamlItem at)
    {
        if (lines.TryAdd(name, at.Line))
            return name;

        errors.Add(at, $"the {noun} '{name}' is already given by the resource on line {lines[name]}");
        return null;
    }
}
