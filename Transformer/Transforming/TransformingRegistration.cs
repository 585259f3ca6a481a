namespace EtlAspire.Transformer.Transforming;

/// <summary>Registers what transforms batches.</summary>
internal static class TransformingRegistration
{
    public static IHostApplicationBuilder AddTransforming(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TransformerTelemetry>();
        builder.Services.AddScoped<BatchCommit>();
        builder.Services.AddScoped<BatchTransformer>();
        return builder;
    }
}
