using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Dashboard.Pages;

/// <summary>The style and scripts, out of this assembly: the AppHost's folder has none of them.</summary>
internal static class Assets
{
    private const string Folder = "assets/";

    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        foreach (var name in typeof(Assets).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            var type = Path.GetExtension(name) switch
            {
                ".css" => "text/css; charset=utf-8",
                ".svg" => "image/svg+xml",
                _ => "text/javascript; charset=utf-8",
            };
            routes.MapGet("/" + name, () => Results.Stream(typeof(Assets).Assembly.GetManifestResourceStream(name)!, type)).AllowAnonymous();
        }
    }
}
