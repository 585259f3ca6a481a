namespace EtlAspire.Dashboard.Runs;

internal static class RunRegistration
{
    public static void AddRuns(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<RunQueries>();
        builder.Services.AddScoped<RunRequests>();
        builder.Services.AddScoped<RunActions>();
        builder.Services.AddScoped<RunLog>();
        builder.Services.AddScoped<RunRejects>();
        builder.Services.AddScoped<RunLineage>();
        builder.Services.AddSingleton<RunEventStream>();
    }
}
