namespace EtlAspire.Contracts.Runs;

/// <summary>The part of a run that an event, an error or a reject belongs to; in the catalog and the API in lower case.</summary>
public enum Stage
{
    /// <summary>The run as a whole: request, lease, deadline.</summary>
    Run,

    /// <summary>Source to raw layer.</summary>
    Extract,

    /// <summary>Raw layer to typed layer.</summary>
    Transform,

    /// <summary>Typed layer to staging.</summary>
    Load,

    /// <summary>Staging to the published table.</summary>
    Publish,
}
