using System.Diagnostics;
using System.Diagnostics.Metrics;
using Aspire.Dashboard.Telemetry;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace EtlAspire.AspireLocal.Tests.Dashboard;

/// <summary>What OpenTelemetry's own .NET exporter sends is understood, by either protocol.</summary>
public sealed partial class DotnetExporterTests(RunningDashboard dashboard) : IClassFixture<RunningDashboard>
{
    private const int ExportTimeout = 10_000;

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public void A_trace_arrives_with_all_that_belongs_to_it(OtlpExportProtocol protocol)
    {
        using var source = new ActivitySource($"traces-{protocol}");
        using var provider = Sdk.CreateTracerProviderBuilder().AddSource(source.Name)
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService("sender", serviceInstanceId: "one"))
            .AddOtlpExporter(options => Configure(options, protocol, "v1/traces")).Build();
        var link = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        ActivityTraceId traceId;
        ActivitySpanId parentId;
        using (var parent = source.StartActivity("parent", ActivityKind.Server)!)
        {
            (traceId, parentId) = (parent.TraceId, parent.SpanId);
            using var child = source.StartActivity("child", ActivityKind.Client, parent.Context, links: [new ActivityLink(link)])!;
            child.SetTag("etl.batch.number", 7);
            child.SetStatus(ActivityStatusCode.Error, "it broke");
            child.AddException(new InvalidOperationException("it broke"));
        }

        Assert.True(provider.ForceFlush(ExportTimeout));

        var trace = dashboard.Store.FindTrace(traceId.ToHexString())!;
        Assert.Equal(["parent", "child"], trace.Spans.Select(span => span.Name));
        var sent = trace.Spans[1];
        Assert.Equal(parentId.ToHexString(), sent.ParentSpanId);
        Assert.Equal(("sender", "one"), (sent.Resource.Name, sent.Resource.InstanceId));
        Assert.Equal((Aspire.Dashboard.Telemetry.SpanKind.Client, SpanStatus.Error, "it broke"), (sent.Kind, sent.Status, sent.StatusMessage));
        Assert.Contains(new TelemetryAttribute("etl.batch.number", "7"), sent.Attributes);
        Assert.Equal("exception", Assert.Single(sent.Events).Name);
        Assert.Equal((link.TraceId.ToHexString(), link.SpanId.ToHexString()), (sent.Links[0].TraceId, sent.Links[0].SpanId));
        Assert.Equal(source.Name, sent.Scope.Name);
    }

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public void A_log_arrives_with_its_scopes_and_exception(OtlpExportProtocol protocol)
    {
        var mark = Guid.NewGuid().ToString("N");
        using (var loggers = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
        {
            options.IncludeScopes = options.IncludeFormattedMessage = true;
            options.AddOtlpExporter(exporter => Configure(exporter, protocol, "v1/logs"));
        })))
        {
            var logger = loggers.CreateLogger("Category.Of.Mine");
            using (logger.BeginScope(new Dictionary<string, object> { ["RunId"] = "run-1" }))
                LogFailed(logger, new InvalidOperationException("it broke"), 3, mark);
        }

        var (logs, total) = dashboard.Store.FindLogs(new LogFilter(Text: mark), 10);

        var log = Assert.Single(logs);
        Assert.Equal(1, total);
        Assert.Equal((LogLevel.Error, $"Batch 3 of {mark} failed", "Category.Of.Mine"), (log.Level, log.Message, log.Scope.Name));
        Assert.Contains(new TelemetryAttribute("RunId", "run-1"), log.Attributes);
        Assert.Contains(new TelemetryAttribute("exception.message", "it broke"), log.Attributes);
    }

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public void Metrics_of_every_kind_arrive(OtlpExportProtocol protocol)
    {
        var service = $"metrics-{protocol}";
        using var meter = new Meter(service);
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name)
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService(service))
            .AddOtlpExporter(options => Configure(options, protocol, "v1/metrics")).Build();
        meter.CreateCounter<long>("rows", "{row}", "Rows loaded").Add(5, new KeyValuePair<string, object?>("pipeline", "users"));
        meter.CreateHistogram<double>("duration", "s").Record(0.25);
        meter.CreateObservableGauge("depth", () => 3.5);

        Assert.True(provider.ForceFlush(ExportTimeout));

        Assert.Equal(
            [("depth", InstrumentKind.Gauge), ("duration", InstrumentKind.Histogram), ("rows", InstrumentKind.Sum)],
            dashboard.Store.FindInstruments(service).Select(instrument => (instrument.Name, instrument.Kind)));
        var rows = Assert.Single(dashboard.Store.FindSeries(service, service, "rows", DateTimeOffset.MinValue));
        Assert.Equal([new TelemetryAttribute("pipeline", "users")], rows.Attributes);
        Assert.Equal(5, rows.Points[^1].Value);
        var duration = Assert.Single(dashboard.Store.FindSeries(service, service, "duration", DateTimeOffset.MinValue)).Points[^1];
        Assert.Equal((1, 0.25, 1), (duration.Count, duration.Value, duration.Buckets.Sum()));
    }

    private void Configure(OtlpExporterOptions options, OtlpExportProtocol protocol, string path)
    {
        options.Protocol = protocol;
        options.Endpoint = protocol == OtlpExportProtocol.Grpc ? dashboard.App.OtlpGrpcUrl : new Uri(dashboard.App.OtlpHttpUrl, path);
        options.Headers = $"x-otlp-api-key={RunningDashboard.Key}";
        options.TimeoutMilliseconds = ExportTimeout;
    }

    [LoggerMessage(LogLevel.Error, "Batch {Batch} of {Mark} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, int batch, string mark);
}
