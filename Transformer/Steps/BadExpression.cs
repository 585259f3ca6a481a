using DuckDB.NET.Data;
using EtlAspire.Contracts.Runs;

namespace EtlAspire.Transformer.Steps;

/// <summary>The failure of a run whose definition holds an expression that cannot be used.</summary>
internal static class BadExpression
{
    private const int ShownCharacters = 400;

    /// <summary>An expression that is wrong in itself.</summary>
    public static RunFailedException Failure(string what, StepDefinition step, string reason, Exception? cause = null) => new(
        Stage.Transform, ErrorKinds.BadExpression,
        $"The expression of {what} in line {step.Line} of the definition cannot be used: {reason}.",
        "Correct it and start a new run: it must be one expression of DuckDB's SQL over the columns at that step.", cause);

    /// <summary>An expression that fails on a value; DuckDB does not say which of them.</summary>
    public static RunFailedException FailureOnValue(IReadOnlyList<StepDefinition> steps, DuckDBException cause)
    {
        var places = string.Join(" or ", steps.Select(step => $"'{step.Name}' in line {step.Line}"));
        return new RunFailedException(Stage.Transform, ErrorKinds.BadExpression,
            $"An expression of {places} fails on a value: {Reason(cause)}.",
            "Let it bear such values, with TRY_CAST or TRY(…), or filter them out before it, and start a new run.", cause);
    }

    /// <summary>What DuckDB says, without the SQL that it found it in.</summary>
    public static string Reason(DuckDBException exception)
    {
        var message = exception.Message.Split("\n\nLINE ", 2)[0].Trim().ReplaceLineEndings(" ").TrimEnd('.', '!');
        return message.Length > ShownCharacters ? message[..ShownCharacters] + "…" : message;
    }
}
