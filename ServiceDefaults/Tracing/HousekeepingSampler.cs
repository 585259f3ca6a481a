using System.Diagnostics;
using OpenTelemetry.Trace;

namespace EtlAspire.ServiceDefaults.Tracing;

/// <summary>
/// Begins no trace with a call to somebody else: nothing was asked of us, so it is a look into the database or at the
/// broker that repeats for ever. Calls within a trace belong to it.
/// </summary>
internal sealed class HousekeepingSampler : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        new(samplingParameters.Kind is ActivityKind.Client or ActivityKind.Producer
            ? SamplingDecision.Drop
            : SamplingDecision.RecordAndSample);
}
