using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.ServiceDefaults.Messaging;

namespace EtlAspire.Extractor.Extracting;

internal sealed class RunRequestedConsumerDefinition()
    : RunConsumerDefinition<RunRequestedConsumer, RunRequested>(Stage.Run, concurrency: 4);
