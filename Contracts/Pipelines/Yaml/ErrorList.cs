namespace EtlAspire.Contracts.Pipelines;

/// <summary>Gathers all that is wrong with one definition.</summary>
internal sealed class ErrorList
{
    private readonly List<DefinitionError> _errors = [];

    public bool IsEmpty => _errors.Count == 0;

    public void Add(YamlItem at, string message) => Add(at.Line, at.Column, message);

    public void Add(int line, int column, string message) => _errors.Add(new DefinitionError(line, column, message));

    public IReadOnlyList<DefinitionError> InOrder() =>
        [.. _errors.OrderBy(error => error.Line).ThenBy(error => error.Column)];
}
