namespace EtlAspire.AppHost.Servers;

/// <summary>Where a server comes from.</summary>
internal enum ServerOrigin
{
    /// <summary>It runs already: its connection string is given.</summary>
    Yours,

    /// <summary>A container, with its data in a volume.</summary>
    Containers,

    /// <summary>A process of this machine's packages, with its data in the data directory.</summary>
    Processes,
}
