using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Dashboard.Pages;

/// <summary>A definition being written, with what is wrong in it.</summary>
internal sealed record EditorModel(string Yaml, IReadOnlyList<DefinitionError> Errors);
