namespace EtlAspire.Dashboard.Definitions;

internal static class DefinitionRegistration
{
    public static void AddDefinitions(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<DefinitionStore>();
        builder.Services.AddScoped<PipelineQueries>();
        builder.Services.AddScoped<PipelinePause>();
        builder.Services.AddScoped<PipelineRemoval>();
        builder.Services.AddScoped<PipelineTables>();
    }
}
