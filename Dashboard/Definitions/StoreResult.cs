using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Dashboard.Definitions;

/// <summary>What came of storing a definition.</summary>
internal sealed record StoreResult(StoreOutcome Outcome, string Pipeline, int Version, IReadOnlyList<DefinitionError> Errors);

internal enum StoreOutcome
{
    /// <summary>It has errors; nothing was stored.</summary>
    Invalid,

    /// <summary>What is stored is not what was to be there before; nothing was stored.</summary>
    Refused,

    /// <summary>The pipeline is new.</summary>
    Created,

    /// <summary>The pipeline has a new version.</summary>
    Changed,

    /// <summary>Its text is stored already.</summary>
    Unchanged,
}
