namespace EtlAspire.Contracts.Pipelines;

/// <summary>Reads <c>source</c>.</summary>
internal static class SourceReader
{
    private static readonly Words<Func<MapReader, SourceDefinition?>> Types =
        new("source type", new OrderedDictionary<string, Func<MapReader, SourceDefinition?>>
        {
            ["rest"] = ReadRest,
            ["files"] = _ => new FilesSource(),
        }, "postgres");

    public static SourceDefinition? Read(MapReader? source)
    {
        if (source?.Required("type") is not { } type || !Types.TryRead(type, source.Errors, out var read))
            return null;

        var definition = read(source);
        source.RefuseOtherKeys();
        return definition;
    }

    private static RestSource? ReadRest(MapReader source)
    {
        var baseUrl = source.RequiredText("base_url", TextRules.BaseUrl);
        UrlCredentials.RefuseLiteral(source, baseUrl);
        var headers = source.Texts("headers", TextRules.Template);
        var parameters = source.Texts("params", TextRules.Template);
        var paginator = PaginatorReader.Read(source.Optional("paginator"), source.Errors);
        return baseUrl is null ? null : new RestSource(baseUrl, headers, parameters, paginator);
    }
}
