using EtlAspire.Contracts.Messages;
using EtlAspire.ServiceDefaults.Messaging;

namespace EtlAspire.Loader.Loading;

internal sealed class ExtractionCompletedConsumerDefinition()
    : RunConsumerDefinition<ExtractionCompletedConsumer, ExtractionCompleted>(Stage.Load, concurrency: 2);
