namespace EtlAspire.Extractor.Sources.Files;

/// <summary>Registers the source <c>files</c>.</summary>
internal static class FilesRegistration
{
    public static void AddFilesSource(this IServiceCollection services)
    {
        services.AddOptions<FilesOptions>()
            .BindConfiguration(FilesOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<ParkedFiles>();
        services.AddSingleton<ISource, FilesReader>();
    }
}
