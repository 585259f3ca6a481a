namespace EtlAspire.Extractor.Extracting;

/// <summary>Registers what the consumers work with.</summary>
internal static class ExtractingRegistration
{
    public static IServiceCollection AddExtracting(this IServiceCollection services)
    {
        services.AddOptions<ExtractingOptions>()
            .BindConfiguration(ExtractingOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<ExtractorTelemetry>();
        services.AddSingleton<SlicesInWork>();
        services.AddSingleton<SliceReader>();
        services.AddScoped<SliceCommit>();
        services.AddScoped<SliceExtractor>();
        services.AddScoped<ReplayPlanner>();
        services.AddScoped<RunPlanner>();
        services.AddScoped<RunStarter>();
        return services;
    }
}
