using EtlAspire.Storage.Catalog;
using EtlAspire.Storage.Lake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EtlAspire.Storage;

/// <summary>Registers the catalog and the lake.</summary>
public static class StorageRegistration
{
    /// <summary>The connection's name: the warehouse's database, which holds the catalog too.</summary>
    public const string ConnectionName = "warehouse";

    /// <summary>
    /// Adds <see cref="CatalogDbContext"/>, migrated before the host's services start, <see cref="ActiveRuns"/>, <see cref="TableWriters"/>,
    /// <see cref="RunTransitions"/>, <see cref="OutstandingWork"/>, <see cref="LakeRemoval"/> and <see cref="DataLake"/>.
    /// </summary>
    public static void AddStorage(this IHostApplicationBuilder builder)
    {
        // No retrying execution strategy: units of work here are transactions of their own making, and whoever sent the
        // message or the request tries the whole unit again.
        builder.AddNpgsqlDbContext<CatalogDbContext>(
            ConnectionName,
            settings => settings.DisableRetry = true,
            CatalogDbContext.Configure);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<CatalogMigrator>();
        builder.Services.AddSingleton<DefinitionCache>();
        builder.Services.AddScoped<ActiveRuns>();
        builder.Services.AddScoped<TableWriters>();
        builder.Services.AddScoped<RunTransitions>();
        builder.Services.AddScoped<OutstandingWork>();
        builder.Services.AddScoped<LakeRemoval>();
        builder.Services.AddScoped<IRunFailures>(services => services.GetRequiredService<RunTransitions>());

        AddRunLog(builder.Services);
        AddLake(builder);
    }

    private static void AddRunLog(IServiceCollection services)
    {
        services.AddSingleton<RunLogProvider>();
        services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<RunLogProvider>());
        services.AddHostedService<RunLogWriter>();
    }

    private static void AddLake(IHostApplicationBuilder builder)
    {
        var location = builder.Configuration["ETL_LAKE"] is { Length: > 0 } text ? text : null;
        if (S3Location.FindMistake(location) is { } mistake)
        {
            // Not an exception, whose stack would bury the line that a person is to read.
            Console.Error.WriteLine(mistake);
            Environment.Exit(1);
        }

        builder.Services.AddOptions<LakeOptions>()
            .Configure(options =>
            {
                options.Location = location;
                if (builder.Configuration["ETL_DATA_DIR"] is not { Length: > 0 } data)
                    return;

                options.Directory = Path.Combine(data, "lake");
                options.ScratchDirectory = Path.Combine(data, "lake-scratch");
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<DataLake>();
    }
}
