using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.ServiceDefaults.Messaging;

namespace EtlAspire.Extractor.Extracting;

/// <summary>Several slices at once: most of the time they wait for their sources.</summary>
internal sealed class ExtractSliceConsumerDefinition()
    : RunConsumerDefinition<ExtractSliceConsumer, ExtractSlice>(Stage.Extract, concurrency: 4);
