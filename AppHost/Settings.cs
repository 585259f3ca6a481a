using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using EtlAspire.AppHost.Servers;
using Microsoft.Extensions.Configuration;

namespace EtlAspire.AppHost;

/// <summary>What a person may set, by environment variable or on the command line (<c>--ETL_REPLICAS=2</c>).</summary>
/// <param name="DashboardPort">Where the Dashboard answers; null where any port will do.</param>
/// <param name="Replicas">Processes of each of Extractor, Transformer and Loader.</param>
/// <param name="Token">Opens both pages.</param>
/// <param name="DataDirectory">Where the lake, the servers' data and the traces are.</param>
/// <param name="Samples">Whether the sample API is started.</param>
/// <param name="PipelinesDirectory">Definitions to import at the start.</param>
/// <param name="Servers">Where RabbitMQ and PostgreSQL come from.</param>
/// <param name="PassedOn">Variables that the services read themselves.</param>
internal sealed record Settings(int? DashboardPort, int Replicas, string Token, string DataDirectory, bool Samples,
    string? PipelinesDirectory, ServerChoice Servers, IReadOnlyList<KeyValuePair<string, string>> PassedOn)
{
    private const int DefaultDashboardPort = 5080;
    private const int TokenLength = 32;
    private const int DefaultTracesPort = 18888;

    // Read by the services themselves.
    private static readonly string[] LakeKeys = ["ETL_LAKE", "ETL_LAKE_MAX_AGE", "ETL_LAKE_MAX_SIZE"];

    // Read by the Extractor, which runs in another folder.
    private const string FilesKey = "ETL_FILES_DIR";

    // Who names an endpoint wants the telemetry there, and not in the dashboard.
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static readonly (string Key, string Otherwise)[] OtlpKeys =
        [(OtlpEndpoint, ""), ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"), ("OTEL_EXPORTER_OTLP_HEADERS", "")];

    /// <summary>Whether traces go elsewhere than to Aspire's dashboard.</summary>
    public bool IsTelemetryElsewhere => PassedOn.Any(setting => setting.Key == OtlpEndpoint);

    /// <summary>Null where the system cannot start with what is set: it has then said why, and set the exit code.</summary>
    public static async Task<Settings?> ReadAsync(IDistributedApplicationBuilder builder)
    {
        try
        {
            return await CheckAsync(builder);
        }
        catch (DistributedApplicationException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            Environment.ExitCode = 1;
            return null;
        }
    }

    private static async Task<Settings> CheckAsync(IDistributedApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var root = Path.GetFullPath("..", builder.AppHostDirectory);
        var samples = !string.Equals(configuration["ETL_SAMPLES"], "off", StringComparison.OrdinalIgnoreCase);
        var pipelines = configuration["ETL_PIPELINES_DIR"] ?? (samples ? "Samples/pipelines" : null);
        var dashboardPort = Port(configuration, "ETL_DASHBOARD_PORT", DefaultDashboardPort);
        var tracesPort = Port(configuration, "ETL_TRACES_PORT", DefaultTracesPort);
        configuration["ASPNETCORE_URLS"] = $"http://localhost:{tracesPort}"; // what Aspire's dashboard listens on, whatever else is set
        var data = Path.GetFullPath(configuration["ETL_DATA_DIR"] is { Length: > 0 } given ? given : ".data", root);

        // Tests get other ports than the ones asked for.
        var anyPort = configuration.GetValue("DcpPublisher:RandomizePorts", false);
        var servers = await ServerChoice.MakeAsync(builder);
        if (builder.ExecutionContext.IsRunMode)
        {
            if (!anyPort)
            {
                await Ports.WaitUntilFreeAsync(dashboardPort, "the Dashboard", "ETL_DASHBOARD_PORT");
                await Ports.WaitUntilFreeAsync(tracesPort, "Aspire's dashboard", "ETL_TRACES_PORT");
            }

            AppHost.DataDirectory.Take(builder, data);
        }

        return new Settings(
            anyPort ? null : dashboardPort,
            Number(configuration, "ETL_REPLICAS", 1),
            configuration["ETL_TOKEN"] is { Length: > 0 } token ? token : RandomNumberGenerator.GetHexString(TokenLength, lowercase: true),
            data,
            samples,
            pipelines is null ? null : Path.GetFullPath(pipelines, root),
            servers,
            [.. FindPassedOn(builder, root)]);
    }

    private static IEnumerable<KeyValuePair<string, string>> FindPassedOn(IDistributedApplicationBuilder builder, string root)
    {
        var configuration = builder.Configuration;
        foreach (var key in LakeKeys)
        {
            if (configuration[key] is { } value)
                yield return new(key, value);
        }

        if (configuration[FilesKey] is { Length: > 0 } files)
            yield return new(FilesKey, Path.GetFullPath(files, root));

        // What is published runs elsewhere, and would show the key that headers often hold.
        if (builder.ExecutionContext.IsPublishMode || string.IsNullOrEmpty(configuration[OtlpEndpoint]))
            yield break;
        foreach (var (key, otherwise) in OtlpKeys)
            yield return new(key, configuration[key] ?? otherwise);
    }

    private static int Port(ConfigurationManager configuration, string key, int otherwise) => Number(configuration, key, otherwise) switch
    {
        <= IPEndPoint.MaxPort and var port => port,
        var number => throw new DistributedApplicationException($"{key} is '{number}': ports end at {IPEndPoint.MaxPort}."),
    };

    private static int Number(ConfigurationManager configuration, string key, int otherwise) => configuration[key] switch
    {
        null or "" => otherwise,
        var text when int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
        var text => throw new DistributedApplicationException($"{key} is '{text}': set it to a whole number above zero."),
    };
}
