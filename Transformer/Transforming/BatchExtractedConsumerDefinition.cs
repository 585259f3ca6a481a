using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.ServiceDefaults.Messaging;

namespace EtlAspire.Transformer.Transforming;

/// <summary>Two batches at once: each takes one core and its own memory.</summary>
internal sealed class BatchExtractedConsumerDefinition()
    : RunConsumerDefinition<BatchExtractedConsumer, BatchExtracted>(Stage.Transform, 2);
