namespace EtlAspire.Contracts.Messages;

/// <summary>Asks a Loader to publish a run whose last batch is loaded.</summary>
/// <param name="RunId">The run's id in the catalog.</param>
public sealed record PublishRun(Guid RunId) : IRunMessage;
