using System.Collections.Concurrent;
using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Storage.Catalog;

/// <summary>Remembers parsed definitions: every batch of a run asks for the same one.</summary>
public sealed class DefinitionCache
{
    private const int MaxDefinitions = 500; // those of all pipelines, mostly

    private readonly ConcurrentDictionary<string, PipelineReadResult> _definitions = new(StringComparer.Ordinal);

    /// <summary>The definition that a text holds.</summary>
    /// <exception cref="RunFailedException">It has errors (<c>bad_definition</c>): an older version of EtlAspire let it in.</exception>
    public PipelineDefinition Read(string yaml)
    {
        var result = ReadAll(yaml);
        return result.Definition ?? throw new RunFailedException(Stage.Run, ErrorKinds.BadDefinition,
            $"The pipeline's definition has errors; the first is in line {result.Errors[0].Line}: {result.Errors[0].Message}",
            "Store a corrected definition and start a new run.");
    }

    /// <summary>The definition that a text holds; null if it has errors.</summary>
    public PipelineDefinition? Find(string yaml) => ReadAll(yaml).Definition;

    /// <summary>The rules that the text breaks because they are younger than it is.</summary>
    public IReadOnlyList<RunWarning> WarningsOf(string yaml) => ReadAll(yaml).Warnings;

    private PipelineReadResult ReadAll(string yaml)
    {
        if (_definitions.Count >= MaxDefinitions)
            _definitions.Clear();
        return _definitions.GetOrAdd(yaml, PipelineReader.ReadStored);
    }
}
