using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Contracts.Batches;

/// <summary>A column of a batch in the typed layer.</summary>
/// <param name="Name">The column's name, snake_case.</param>
/// <param name="Type">Its type in the warehouse; null when the batch held nothing but nulls, so that a later batch decides.</param>
public sealed record TypedColumn(string Name, ColumnType? Type);
