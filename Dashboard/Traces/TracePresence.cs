namespace EtlAspire.Dashboard.Traces;

/// <summary>What came of looking for a trace.</summary>
internal enum TracePresence
{
    /// <summary>It can be looked at.</summary>
    There,

    /// <summary>It has not arrived yet, or is no longer kept.</summary>
    Missing,

    /// <summary>Aspire's dashboard does not answer.</summary>
    NoAnswer,

    /// <summary>This system has none: its telemetry goes elsewhere.</summary>
    NoDashboard,
}
