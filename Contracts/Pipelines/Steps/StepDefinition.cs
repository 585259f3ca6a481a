namespace EtlAspire.Contracts.Pipelines;

/// <summary>One step of a resource's transformation.</summary>
/// <param name="Name">The step's name, as it is written in a definition.</param>
/// <param name="Line">The line of the definition that it stands on.</param>
public abstract record StepDefinition(string Name, int Line);
