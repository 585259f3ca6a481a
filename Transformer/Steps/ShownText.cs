namespace EtlAspire.Transformer.Steps;

/// <summary>How the reason of a reject shows a value: in quotes, and its beginning only where it is long.</summary>
internal static class ShownText
{
    private const int Characters = 80;

    /// <summary>The text to show.</summary>
    /// <param name="text">The value's text, as an expression.</param>
    public static string ToSql(string text) =>
        $"'''' || CASE WHEN length({text}) > {Characters} THEN left({text}, {Characters}) || '…' ELSE {text} END || ''''";
}
