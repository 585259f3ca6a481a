using EtlAspire.Extractor.Sources.Files;
using EtlAspire.Extractor.Sources.Rest;

namespace EtlAspire.Extractor.Sources;

/// <summary>Registers every kind of source.</summary>
internal static class SourcesRegistration
{
    public static void AddSources(this IServiceCollection services)
    {
        services.AddSingleton(new Settings(Environment.GetEnvironmentVariable));
        services.AddSingleton<SourceRegistry>();
        services.AddRestSource();
        services.AddFilesSource();
    }
}
