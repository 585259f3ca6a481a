namespace EtlAspire.Contracts.Messages;

/// <summary>A message about one run. When its work fails for good, that run fails.</summary>
public interface IRunMessage
{
    /// <summary>The run's id in the catalog.</summary>
    Guid RunId { get; }
}
