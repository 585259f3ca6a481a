namespace EtlAspire.Transformer.Transforming;

/// <summary>Registers what transforms batches.</summary>
internal static class TransformingRegistration
{
    public static IServiceCollection AddTransforming(this IServiceCollection services)
    {
        services.AddSingleton<TransformerTelemetry>();
        services.AddScoped<BatchCommit>();
        services.AddScoped<BatchTransformer>();
        return services;
    }
}
