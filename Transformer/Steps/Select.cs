namespace EtlAspire.Transformer.Steps;

/// <summary>One SELECT of the chain; the fields that are read pass through all of them.</summary>
/// <param name="Items">The columns it gives, each with a comma after it.</param>
/// <param name="Reject">Why the record is rejected.</param>
/// <param name="Where">Which rows it keeps, if not all.</param>
internal sealed record Select(string Items, string Reject, string? Where);
