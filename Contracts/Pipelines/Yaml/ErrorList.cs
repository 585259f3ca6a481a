using EtlAspire.Contracts.Runs;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>Gathers all that is wrong with one definition.</summary>
/// <param name="isStored">Whether it was stored before: then rules that are younger than it is only warn.</param>
internal sealed class ErrorList(bool isStored = false)
{
    private readonly List<DefinitionError> _errors = [];
    private readonly List<RunWarning> _warnings = [];

    public bool IsEmpty => _errors.Count == 0;

    public void Add(YamlItem at, string message) => Add(at.Line, at.Column, message);

    public void Add(int line, int column, string message) => _errors.Add(new DefinitionError(line, column, message));

    /// <summary>Says that a rule is broken which definitions were stored without: what is stored keeps running.</summary>
    /// <param name="at">Where.</param>
    /// <param name="kind">The kind of the warning that a stored definition gets.</param>
    /// <param name="message">What is wrong and what to write instead.</param>
    public void AddYoungRule(YamlItem at, string kind, string message)
    {
        if (isStored)
            _warnings.Add(new RunWarning(kind, message, at.Line));
        else
            Add(at, message);
    }

    public IReadOnlyList<DefinitionError> InOrder() =>
        [.. _errors.OrderBy(error => error.Line).ThenBy(error => error.Column)];

    public IReadOnlyList<RunWarning> WarningsInOrder() => [.. _warnings.OrderBy(warning => warning.Line)];
}
