using EtlAspire.ServiceDefaults;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace EtlAspire.Dashboard.Control;

internal static class ControlRegistration
{
    private const string BrokerHealthCheck = "RabbitMQ.Client"; // as Aspire's package names it

    /// <summary>Adds the control loop: dispatch, reconciliation, schedules, retention and the import of definitions.</summary>
    public static void AddControl(this IHostApplicationBuilder builder)
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
        AddBrokerQueues(builder);
        AddRetention(builder);
    }

    private static void AddBrokerQueues(IHostApplicationBuilder builder)
    {
        // Connected to when it is asked for: the page answers before the broker is up.
        builder.AddRabbitMQClient(MessagingRegistration.ConnectionName, settings =>
        {
            settings.DisableAutoActivation = true;
            settings.DisableTracing = true; // MassTransit's spans say more
            settings.MaxConnectRetryCount = 0;
        });

        // Without its broker the Dashboard works on, as its health says of the bus.
        builder.Services.Configure<HealthCheckServiceOptions>(health =>
        {
            foreach (var check in health.Registrations.Where(check => check.Name == BrokerHealthCheck))
                check.FailureStatus = HealthStatus.Degraded;
        });
        builder.Services.AddHostedService<QueueDepths>();
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
