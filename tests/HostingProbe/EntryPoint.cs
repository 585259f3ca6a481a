namespace EtlAspire.HostingProbe;

/// <summary>Names this assembly to a test that wants its entry point.</summary>
public sealed class EntryPoint;
