using System.Diagnostics;
using OpenTelemetry;

namespace EtlAspire.ServiceDefaults.Tracing;

/// <summary>
/// Keeps single database statements out of traces, which they would fill: some sixty in a run of ten users. One that fails or
/// takes long is kept. A statement has nothing below it, so no trace gets a hole.
/// </summary>
internal sealed class StatementFilter : BaseProcessor<Activity>
{
    private const string Statements = "Npgsql";
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(100);

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name == Statements && data.Status != ActivityStatusCode.Error && data.Duration < Slow)
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded; // what is exported is what is recorded
    }
}
