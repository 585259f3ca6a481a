namespace EtlAspire.Contracts.Pipelines;

/// <summary>What is wrong in a definition, and where.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record DefinitionError(int Line, int Column, string Message);
