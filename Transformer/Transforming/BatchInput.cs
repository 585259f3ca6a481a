using EtlAspire.Contracts.Batches;

namespace EtlAspire.Transformer.Transforming;

/// <summary>What is to be transformed.</summary>
/// <param name="RawPath">The raw file on this machine, verified.</param>
/// <param name="BatchNumber">The batch's number within its run.</param>
/// <param name="Records">How many records the raw file holds.</param>
/// <param name="Shape">Their shape.</param>
/// <param name="Steps">The steps, in order.</param>
/// <param name="RequestedAt">When the run was requested: the time that expressions see.</param>
internal sealed record BatchInput(
    string RawPath, int BatchNumber, long Records, Shape Shape, IReadOnlyList<StepDefinition> Steps, DateTimeOffset RequestedAt);
