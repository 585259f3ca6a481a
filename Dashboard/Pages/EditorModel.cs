using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Dashboard.Pages;

/// <summary>A definition being written, with what is wrong in it.</summary>
/// <param name="Yaml">The text.</param>
/// <param name="Errors">What is wrong.</param>
/// <param name="Opened">The version that it is to be stored over; 0 for a new pipeline.</param>
internal sealed record EditorModel(string Yaml, IReadOnlyList<DefinitionError> Errors, int Opened = 0);
