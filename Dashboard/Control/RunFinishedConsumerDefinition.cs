using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.ServiceDefaults.Messaging;

namespace EtlAspire.Dashboard.Control;

internal sealed class RunFinishedConsumerDefinition()
    : RunConsumerDefinition<RunFinishedConsumer, RunFinished>(Stage.Run, concurrency: 4);
