namespace EtlAspire.Contracts.Pipelines;

/// <summary>Reads <c>resources</c>.</summary>
internal sealed class ResourceReader(ErrorList errors, PaginatorDefinition? sourcePaginator)
{
    private static readonly Words<WriteDisposition> Dispositions =
        new("write_disposition", new OrderedDictionary<string, WriteDisposition>
        {
            ["append"] = WriteDisposition.Append,
            ["replace"] = WriteDisposition.Replace,
        }, "merge");

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
        var name = ReadName(resource, "name", required: true, _names);
        var table = ReadName(resource, "table", required: false, _tables, name);
        var path = resource.RequiredText("path", TextRules.Path);
        var baseUrl = resource.OptionalText("base_url", TextRules.BaseUrl);
        var parameters = resource.Texts("params", TextRules.Template);
        var selector = resource.OptionalSelector("data_selector");
        var paginator = PaginatorReader.Read(resource.Optional("paginator"), errors);
        var primaryKey = resource.Optional("primary_key") is { } key ? errors.ReadColumns(key, "primary_key") : [];
        var disposition = resource.TryOptionalWord("write_disposition", Dispositions, out var given)
            ? given
            : WriteDisposition.Append;
        var transform = StepList.Read(resource.Optional("transform"), errors);
        resource.RefuseOtherKeys();

        return name is null || table is null || path is null
            ? null
            : new ResourceDefinition(name, table, path.StartsWith('/') ? path : $"/{path}", baseUrl, parameters, selector,
                paginator ?? sourcePaginator ?? new SinglePagePaginator(), primaryKey, disposition, transform);
    }

    private string? ReadName(MapReader resource, string key, bool required, Dictionary<string, int> taken, string? otherwise = null)
    {
        var item = required ? resource.Required(key) : resource.Optional(key);
        var text = item is null ? otherwise : errors.ReadText(item, key, TextRules.Identifier);
        if (text is null)
            return null;

        var name = Identifiers.ToSnakeCase(text);
        if (!taken.TryAdd(name, resource.Map.Line))
        {
            errors.Add(item ?? resource.Map, $"the {(required ? "resource" : "table")} '{name}' is already given by the resource on line {taken[name]}");
            return null;
        }

        return name;
    }
}
