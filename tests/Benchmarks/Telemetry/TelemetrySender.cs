using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace EtlAspire.Benchmarks.Telemetry;

/// <summary>Sends spans and logs as a service of somebody's would, by OpenTelemetry's own exporter over gRPC.</summary>
internal sealed partial class TelemetrySender : IDisposable
{
    private const int FlushTimeout = 60_000;
    private static readonly ActivitySource Source = new("Benchmark");

    private readonly TracerProvider _tracing;
    private readonly ILoggerFactory _logging;
    private readonly ILogger _logger;

    public TelemetrySender(string endpoint, string headers)
    {
        var resource = ResourceBuilder.CreateEmpty().AddService("benchmark", serviceInstanceId: "one");
        _tracing = Sdk.CreateTracerProviderBuilder().AddSource(Source.Name).SetResourceBuilder(resource)
            .AddOtlpExporter(options => Configure(options, endpoint, headers)).Build();
        _logging = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
        {
            options.SetResourceBuilder(resource);
            options.IncludeFormattedMessage = true;
            options.AddOtlpExporter((exporter, processor) =>
            {
                Configure(exporter, endpoint, headers);
                processor.BatchExportProcessorOptions.MaxQueueSize = 100_000;
                processor.BatchExportProcessorOptions.MaxExportBatchSize = 2_000;
            });
        }));
        _logger = _logging.CreateLogger("Benchmark.Logs");
    }

    /// <summary>Sends so many traces of so many spans each, and waits until they are taken.</summary>
    public void SendTraces(int traces, int spans)
    {
        for (var trace = 0; trace < traces; trace++)
        {
            using var root = Source.StartActivity("POST /api/things", ActivityKind.Server, default(ActivityContext))!;
            for (var span = 1; span < spans; span++)
            {
                using var child = Source.StartActivity("SELECT things", ActivityKind.Client)!;
                child.SetTag("db.system.name", "postgresql").SetTag("etl.batch.number", span).SetTag("etl.run.id", Guid.NewGuid());
            }
        }

        if (!_tracing.ForceFlush(FlushTimeout))
            throw new BenchmarkException("The spans were not taken in time.");
    }

    /// <summary>Sends so many logs; they are taken when this is disposed of at the latest.</summary>
    public void SendLogs(int count)
    {
        for (var log = 0; log < count; log++)
            LogBatch(log, Guid.NewGuid(), log % 7);
    }

    public void Dispose()
    {
        _logging.Dispose();
        _tracing.Dispose();
    }

    private static void Configure(OtlpExporterOptions options, string endpoint, string headers)
    {
        options.Endpoint = new Uri(endpoint);
        options.Headers = headers;
        options.Protocol = OtlpExportProtocol.Grpc;
        options.BatchExportProcessorOptions = new BatchExportActivityProcessorOptions
        {
            MaxQueueSize = 100_000,
            MaxExportBatchSize = 2_000,
        };
    }

    [LoggerMessage(LogLevel.Information, "Loaded batch {BatchNumber} of run {RunId}: {RowCount} rows")]
    private partial void LogBatch(int batchNumber, Guid runId, int rowCount);
}
