namespace EtlAspire.Contracts.Pipelines;

/// <summary>Reads <c>paginator</c>: a type's name, or a map with the type and its options.</summary>
internal static class PaginatorReader
{
    private static readonly Words<Func<MapReader, PaginatorDefinition>> Types =
        new("paginator", new OrderedDictionary<string, Func<MapReader, PaginatorDefinition>>
        {
            ["single_page"] = _ => new SinglePagePaginator(),
            ["page_number"] = ReadPageNumber,
        }, "json_link", "header_link", "header_cursor", "cursor", "offset", "auto");

    public static PaginatorDefinition? Read(YamlItem? item, ErrorList errors)
    {
        if (item is null)
            return null;

        var isShort = item is ScalarItem;
        var options = isShort
            ? new MapReader(new MapItem(item.Line, item.Column, []), errors)
            : errors.ReadMap(item, "paginator");
        var type = isShort ? item : options?.Required("type");
        if (options is null || type is null || !Types.TryRead(type, errors, out var read))
            return null;

        var paginator = read(options);
        options.RefuseOtherKeys();
        return paginator;
    }

    private static PageNumberPaginator ReadPageNumber(MapReader options)
    {
        var paginator = new PageNumberPaginator(
            options.OptionalInteger("base_page", 0, int.MaxValue) ?? 1,
            options.OptionalText("page_param") ?? "page",
            options.OptionalSelector("total_path"),
            options.OptionalInteger("maximum_page", 0, int.MaxValue),
            HasMorePath: options.OptionalSelector("has_more_path"));

        // Where the answers say how far the pages go, one that happens to be empty says nothing.
        var saysTheEnd = paginator is not { TotalPath: null, HasMorePath: null };
        paginator = paginator with { StopAfterEmptyPage = options.OptionalBoolean("stop_after_empty_page") ?? !saysTheEnd };
        if (paginator is { StopAfterEmptyPage: false, MaximumPage: null } && !saysTheEnd)
        {
            options.Errors.Add(options.Map,
                "this would never end: give total_path, has_more_path or maximum_page, or leave stop_after_empty_page out");
        }

        if (paginator.MaximumPage < paginator.BasePage)
            options.Errors.Add(options.Map, "'maximum_page' must not be less than 'base_page'");
        return paginator;
    }
}
