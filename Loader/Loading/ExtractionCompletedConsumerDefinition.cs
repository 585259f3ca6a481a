using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.ServiceDefaults.Messaging;

namespace EtlAspire.Loader.Loading;

internal sealed class ExtractionCompletedConsumerDefinition()
    : RunConsumerDefinition<ExtractionCompletedConsumer, ExtractionCompleted>(Stage.Load, concurrency: 2);
