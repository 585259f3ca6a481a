using System.Collections.Concurrent;
using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Storage.Catalog;

/// <summary>Remembers parsed definitions: every batch of a run asks for the same one.</summary>
public sealed class DefinitionCache
{
    private const int MaxDefinitions = 64;

    private readonly ConcurrentDictionary<string, PipelineDefinition> _definitions = new(StringComparer.Ordinal);

    /// <summary>The definition that a text holds.</summary>
    /// <exception cref="RunFailedException">It has errors (<c>bad_definition</c>): an older version of EtlAspire let it in.</exception>
    public PipelineDefinition Read(string yaml)
    {
        if (_definitions.Count >= MaxDefinitions)
            _definitions.Clear();
        return _definitions.GetOrAdd(yaml, Parse);
    }

    private static PipelineDefinition Parse(string yaml)
    {
        var result = PipelineReader.Read(yaml);
        return result.Definition ?? throw new RunFailedException(Stage.Run, "bad_definition",
            $"The pipeline's definition has errors; the first is in line {result.Errors[0].Line}: {result.Errors[0].Message}",
            "Store a corrected definition and start a new run.");
    }
}
