using MassTransit;

namespace EtlAspire.Loader.Loading;

internal static class LoadingRegistration
{
    public static void AddLoading(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LoaderTelemetry>();
        builder.Services.AddScoped<StagingSchema>();
        builder.Services.AddScoped<BatchLoader>();
        builder.Services.AddScoped<LoadProgress>();
    }

    public static void AddLoadingConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<BatchTransformedConsumer, BatchTransformedConsumerDefinition>();
        bus.AddConsumer<ExtractionCompletedConsumer, ExtractionCompletedConsumerDefinition>();
    }
}
