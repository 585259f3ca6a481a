using EtlAspire.Contracts.Messages;
using EtlAspire.ServiceDefaults.Messaging;

namespace EtlAspire.Loader.Loading;

/// <summary>Two at once: PostgreSQL is kept busy while the other reads its file, and a third would only wait.</summary>
internal sealed class BatchTransformedConsumerDefinition()
    : RunConsumerDefinition<BatchTransformedConsumer, BatchTransformed>(Stage.Load, concurrency: 2);
