using Microsoft.Extensions.Options;

namespace EtlAspire.Dashboard.Control;

internal static class ControlRegistration
{
    /// <summary>Adds the control loop: dispatch, reconciliation, schedules, retention and the import of definitions.</summary>
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
        builder.Services.AddScoped<Backlog>();
        builder.Services.AddScoped<Reconciliation>();
        builder.Services.AddScoped<DueSchedules>();

        builder.Services.AddHostedService<DefinitionImporter>();
        builder.Services.AddHostedService<RunDispatcher>();
        builder.Services.AddHostedService<Reconciler>();
        builder.Services.AddHostedService<Scheduler>();
        AddRetention(builder);
        return builder;
    }

    private static void AddRetention(IHostApplicationBuilder builder)
    {
        var (age, size) = (builder.Configuration[RetentionSetting.Age], builder.Configuration[RetentionSetting.Size]);
        if (RetentionSetting.FindMistake(age, size) is { } mistake)
        {
            // Not an exception, whose stack would bury the line that a person is to read.
            Console.Error.WriteLine(mistake);
            Environment.Exit(1);
        }

        builder.Services.Configure<RetentionOptions>(options =>
        {
            options.MaxAge = RetentionSetting.ParseAge(age);
            options.MaxBytes = RetentionSetting.ParseSize(size);
        });
        builder.Services.AddScoped<LakeStock>();
        builder.Services.AddScoped<LakeRetention>();
        if (!string.IsNullOrEmpty(age) || !string.IsNullOrEmpty(size))
            builder.Services.AddHostedService<LakeKeeper>();
    }
}
