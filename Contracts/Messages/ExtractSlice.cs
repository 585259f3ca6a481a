namespace EtlAspire.Contracts.Messages;

/// <summary>Asks an Extractor to read the next slice of a partition: at most a batch, never minutes of work.</summary>
/// <param name="RunId">The run's id in the catalog.</param>
/// <param name="Partition">The partition's number within the run, from 0.</param>
/// <param name="Slice">The slice to read, from 0; one that was committed already is not read again.</param>
public sealed record ExtractSlice(Guid RunId, int Partition, int Slice) : IRunMessage;
