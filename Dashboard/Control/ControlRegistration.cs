using Microsoft.Extensions.Options;

namespace EtlAspire.Dashboard.Control;

internal static class ControlRegistration
{
    /// <summary>Adds the control loop: dispatch, reconciliation, schedules and the import of definitions.</summary>
    public static IHostApplicationBuilder AddControl(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ControlOptions>()
            .BindConfiguration(ControlOptions.SectionName)
            .Configure(options => options.PipelinesDirectory ??= builder.Configuration["ETL_PIPELINES_DIR"])
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ControlOptions>, ControlOptionsValidator>();

        builder.Services.AddSingleton<RunNudges>();
        builder.Services.AddSingleton<Broker>();
        builder.Services.AddScoped<QueuedRuns>();
        builder.Services.AddScoped<RunningRuns>();
        builder.Services.AddScoped<Reconciliation>();
        builder.Services.AddScoped<DueSchedules>();

        builder.Services.AddHostedService<DefinitionImporter>();
        builder.Services.AddHostedService<RunDispatcher>();
        builder.Services.AddHostedService<Reconciler>();
        builder.Services.AddHostedService<Scheduler>();
        return builder;
    }
}
