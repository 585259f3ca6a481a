using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.AppHost.Orchestrating;

/// <summary>
/// Aspire's dashboard, and how much it keeps: one database below the data directory, which later starts go on with, so that the
/// trace of a run can be looked at after a restart (mode <c>Resume</c>; Aspire's default makes a new database at each start and
/// shows only that). <see cref="TracesLimits"/> says how many.
/// </summary>
/// <remarks>Source: Aspire's <c>docs/specs/dashboard-persistence.md</c>.</remarks>
internal static class TracesDashboard
{
    /// <summary>Its folder within the data directory.</summary>
    public const string Folder = "traces";

    /// <summary>What Aspire calls the resource.</summary>
    public const string ResourceName = "aspire-dashboard";

    private const string PersistenceMode = "ASPIRE_DASHBOARD_PERSISTENCE_MODE";

    // Nothing limits the file itself, which keeps its size when traces go (TracesLimits): past this it is begun anew at a start.
    private const long MostBytes = 500_000_000;

    public static void Configure(IDistributedApplicationBuilder builder, Settings settings)
    {
        var configuration = builder.Configuration;
        configuration["AppHost:BrowserToken"] = settings.Token; // one token for both pages
        configuration["AppHost:SuppressDashboardLoginUrlInStartupSummary"] = "true"; // our own lines say where it is
        configuration["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true"; // loopback only
        configuration["ASPIRE_DASHBOARD_TELEMETRY_OPTOUT"] = "true"; // nothing is sent to anybody

        var folder = new DirectoryInfo(Path.Combine(settings.DataDirectory, Folder));
        configuration["ASPIRE_DASHBOARD_DATA_DIRECTORY"] = folder.FullName;
        configuration[PersistenceMode] ??= "Resume";
        builder.Services.AddEventingSubscriber<TracesLimits>();
        DropWhenTooLarge(folder);
    }

    /// <summary>Lets a service lead people to their traces, and find out whether a trace is there.</summary>
    public static IResourceBuilder<ProjectResource> WithTraces(this IResourceBuilder<ProjectResource> service) =>
        service.WithEnvironment(context =>
        {
            if (FindUrl(context.ExecutionContext.Services) is not { } url)
                return;
            context.EnvironmentVariables["ETL_TRACES_URL"] = url;
            context.EnvironmentVariables["ETL_TRACES_KEY"] = service.ApplicationBuilder.Configuration["AppHost:DashboardApiKey"] ?? "";
        });

    /// <summary>Where it answers; null where there is none, as in most tests.</summary>
    public static string? FindUrl(IServiceProvider services) =>
        services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<IResourceWithEndpoints>()
            .FirstOrDefault(resource => resource.Name == ResourceName)?.GetEndpoint("http") is { IsAllocated: true } endpoint
            ? endpoint.Url
            : null;

    /// <summary>Drops what is kept where it takes more room than it may.</summary>
    internal static void DropWhenTooLarge(DirectoryInfo folder, long mostBytes = MostBytes)
    {
        if (folder.Exists && folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) > mostBytes)
            folder.Delete(recursive: true);
    }
}
