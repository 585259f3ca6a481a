namespace EtlAspire.Storage.Catalog;

/// <summary>How serious a <see cref="RunEvent"/> is.</summary>
public enum EventLevel
{
    /// <summary>The run's story.</summary>
    Info,

    /// <summary>Something was tried again, or set aside.</summary>
    Warning,

    /// <summary>Given up.</summary>
    Error,
}
