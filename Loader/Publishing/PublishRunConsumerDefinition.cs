using EtlAspire.Contracts.Messages;
using EtlAspire.ServiceDefaults.Messaging;

namespace EtlAspire.Loader.Publishing;

/// <summary>Two at once, so that a small run need not wait for a large one.</summary>
internal sealed class PublishRunConsumerDefinition()
    : RunConsumerDefinition<PublishRunConsumer, PublishRun>(Stage.Publish, concurrency: 2);
