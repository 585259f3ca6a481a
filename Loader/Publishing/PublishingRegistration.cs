using MassTransit;

namespace EtlAspire.Loader.Publishing;

internal static class PublishingRegistration
{
    public static void AddPublishing(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IDisposition, AppendDisposition>();
        builder.Services.AddSingleton<IDisposition, ReplaceDisposition>();
        builder.Services.AddScoped<RunReceipts>();
        builder.Services.AddScoped<RejectCauses>();
        builder.Services.AddScoped<ReceiptCheck>();
        builder.Services.AddScoped<StagedTables>();
        builder.Services.AddScoped<SharedTables>();
        builder.Services.AddScoped<UnknownColumns>();
        builder.Services.AddScoped<SchemaVersions>();
        builder.Services.AddScoped<StagingCleanup>();
        builder.Services.AddScoped<RunPublisher>();
    }

    public static void AddPublishingConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<PublishRunConsumer, PublishRunConsumerDefinition>();
}
