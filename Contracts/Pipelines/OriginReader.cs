using EtlAspire.Contracts.Runs;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>Reads the keys of a resource that depend on the source's type.</summary>
internal static class OriginReader
{
    private const string FileGlob = "file_glob";

    private static readonly string[] RestKeys = ["path", "base_url", "params", "data_selector", "paginator"];

    public static ResourceOrigin? Read(MapReader resource, SourceDefinition? source) => source switch
    {
        FilesSource => ReadFiles(resource),
        RestSource rest => ReadRest(resource, rest.Paginator),
        // What is wrong with the source is said already. The resource is read as what it looks like.
        _ => resource.Has(FileGlob) ? ReadFiles(resource) : ReadRest(resource, null),
    };

    private static FilesOrigin? ReadFiles(MapReader resource)
    {
        var glob = resource.RequiredText(FileGlob, TextRules.FileGlob);
        if (glob is not null && FileGlobs.FindMistake(glob) is { } mistake)
            resource.Errors.AddYoungRule(resource.Optional(FileGlob)!, WarningKinds.MalformedGlob, $"'{FileGlob}' {mistake}");
        resource.Refuse(RestKeys, "is for a source of type rest; here 'file_glob' says which files to read");
        return glob is null ? null : new FilesOrigin(glob);
    }

    private static RestOrigin ReadRest(MapReader resource, PaginatorDefinition? sourcePaginator)
    {
        var path = resource.OptionalTextOrEmpty("path", TextRules.Path) ?? "";
        var baseUrl = resource.OptionalText("base_url", TextRules.BaseUrl);
        UrlCredentials.RefuseLiteral(resource, baseUrl);
        var parameters = resource.Texts("params", TextRules.Template);
        var selector = resource.OptionalSelector("data_selector");
        var paginator = PaginatorReader.Read(resource.Optional("paginator"), resource.Errors);
        resource.Refuse([FileGlob], "is for a source of type files; here 'path' says what to ask for");
        return new RestOrigin(
            path.Length == 0 || path.StartsWith('/') ? path : $"/{path}",
            baseUrl,
            parameters,
            selector,
            paginator ?? sourcePaginator ?? new SinglePagePaginator());
    }
}
