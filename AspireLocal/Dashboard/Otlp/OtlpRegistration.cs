using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Dashboard.Otlp;

internal static class OtlpRegistration
{
    private const int MaxMessageBytes = HttpProtobuf.MaxBytes;

    public static void AddOtlp(this IHostApplicationBuilder builder)
    {
        builder.Services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = MaxMessageBytes;
            options.Interceptors.Add<OtlpKeyInterceptor>();
        });
        builder.Services.AddSingleton(services => new OtlpText(services.GetRequiredService<Telemetry.TelemetryStore>().Limits));
        builder.Services.AddSingleton<OtlpSource>();
        builder.Services.AddSingleton<SpanReceiver>();
        builder.Services.AddSingleton<LogReceiver>();
        builder.Services.AddSingleton<MetricReceiver>();
        builder.Services.AddSingleton<OtlpKey>();
    }

    public static void MapOtlp(this WebApplication app)
    {
        var grpc = app.MapGroup("").WithMetadata(Listener.OtlpGrpc).AllowAnonymous(); // they check a key of their own
        grpc.MapGrpcService<GrpcTraceService>();
        grpc.MapGrpcService<GrpcLogsService>();
        grpc.MapGrpcService<GrpcMetricsService>();
        app.MapGroup("").WithMetadata(Listener.OtlpHttp).AllowAnonymous().MapHttpProtobuf();
        app.MapGroup("").WithMetadata(Listener.Frontend).AllowAnonymous().MapTelemetryApi();
    }
}
