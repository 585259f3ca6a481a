using EtlAspire.AppHost;
using EtlAspire.AppHost.Commands;
using EtlAspire.AppHost.Orchestrating;
using EtlAspire.AppHost.Restarting;
using EtlAspire.AppHost.Servers;
using EtlAspire.AppHost.Services;

var builder = DistributedApplication.CreateBuilder(args);
if (await Settings.ReadAsync(builder) is not { } settings)
    return;

builder.ConfigureOrchestration(settings);
var messaging = builder.AddMessaging(settings);
var warehouse = builder.AddWarehouse(settings);
var token = builder.AddParameter("token", settings.Token, secret: true); // asked for where it is published, not written down

// The page answers before the broker is up: a run asked for meanwhile waits in the catalog.
var dashboard = AddService<Projects.Dashboard>("dashboard", port: settings.DashboardPort)
    .WithExternalHttpEndpoints()
    .WithEnvironment("ETL_TOKEN", token)
    .AddCommands(settings)
    .ShowLogin(settings.Token);
if (!settings.IsTelemetryElsewhere)
    dashboard.WithTraces();
if (settings.PipelinesDirectory is { } pipelines)
    dashboard.WithEnvironment("ETL_PIPELINES_DIR", pipelines);

// RabbitMQ takes up to 20 s to boot. The workers start beside it, and connect when it answers.
var extractor = AddService<Projects.Extractor>("extractor", settings.Replicas).WaitForStart(messaging);
AddService<Projects.Transformer>("transformer", settings.Replicas).WaitForStart(messaging);
AddService<Projects.Loader>("loader", settings.Replicas).WaitForStart(messaging);

if (settings.Samples)
{
    var sampleApi = builder.AddProject<Projects.SampleApi>("sampleapi")
        .RunAsBuilt()
        .WithHttpEndpoint(isProxied: false)
        .WithHttpHealthCheck("/health")
        .WithoutHttpsCertificate()
        .RestartWhenItDies();
    extractor.WithEnvironment("SAMPLE_API", sampleApi.GetEndpoint("http"));
}

await builder.Build().RunAsync();

IResourceBuilder<ProjectResource> AddService<TProject>(string name, int replicas = 1, int? port = null)
    where TProject : IProjectMetadata, new()
{
    var service = builder.AddProject<TProject>(name)
        .RunAsBuilt()
        .WithReplicas(replicas)
        .WithHttpEndpoint(port, isProxied: replicas > 1) // replicas share a port, which the orchestrator then listens on
        .WithHttpHealthCheck("/health")
        .WithoutHttpsCertificate()
        .WithReference(warehouse)
        .WithReference(messaging)
        .WithEnvironment("ETL_DATA_DIR", settings.DataDirectory)
        .WithEnvironment("OTEL_METRIC_EXPORT_INTERVAL", "10000") // ms; Aspire's second is a tenth of a core spent on idle services
        .WithEnvironment("MALLOC_ARENA_MAX", "2") // native memory pools: each thread with one of its own would keep what it once needed
        .WithEnvironment("ARROW_DEFAULT_MEMORY_POOL", "system") // Parquet's writer: its own pool keeps 200 MB
        .WithEnvironment("DOTNET_GCgen0size", "1000000") // hexadecimal: otherwise as much garbage as the processor has cache, 200 MB on a large one
        .WaitFor(warehouse)
        .RestartWhenItDies();
    foreach (var (key, value) in settings.PassedOn)
        service.WithEnvironment(key, value);
    return service;
}
