using EtlAspire.Extractor.Scanning;

namespace EtlAspire.Extractor.Sources;

/// <summary>Reads a part of a source, page after page; disposed at the end of a slice.</summary>
internal interface IPartitionReader : IDisposable
{
    /// <summary>Where to go on, JSON of the source's own.</summary>
    string? Checkpoint { get; }

    /// <summary>Whether the part is read to its end.</summary>
    bool Completed { get; }

    /// <summary>Reads one page into a sink and moves the checkpoint behind it.</summary>
    /// <exception cref="BrokenPageException">The page broke off; the sink holds a part of it.</exception>
    /// <exception cref="Contracts.Runs.RunFailedException">The source will not give it.</exception>
    Task ReadPageAsync(IRecordSink sink, CancellationToken cancellationToken);
}
