using EtlAspire.Storage;

namespace EtlAspire.Transformer.Steps;

/// <summary>Takes Unicode's white space off both ends of texts; DuckDB by itself takes only blanks.</summary>
internal static class Trim
{
    private static readonly string WhiteSpace = SqlName.Literal(string.Concat(
        Enumerable.Range(1, char.MaxValue).Select(code => (char)code).Where(char.IsWhiteSpace)));

    public static void Apply(TrimStep step, Relation relation) =>
        TextFunction.Apply(step, step.Columns, relation, text => $"trim({text}, {WhiteSpace})");
}
