namespace EtlAspire.Contracts.Runs;

/// <summary>Guesses what a source gives that has no JSON object on its first line.</summary>
public static class RejectedText
{
    /// <summary>How much of a record is enough for a guess.</summary>
    public const int ShownCharacters = 200;

    /// <summary>What the source seems to be and what to do about it, in a sentence of its own; null when nothing speaks for it.</summary>
    /// <param name="text">How the first rejected record begins.</param>
    public static string? GuessFormat(string text) => text.TrimStart() switch
    {
        ['[', ..] => "The file seems to be one JSON array: write one object on each line, as jq -c '.[]' does.",
        ['{', .. var rest] when !rest.Contains('}') => "The file seems to be JSON over several lines: write one object on each line, as jq -c . does.",
        ['<', ..] => "The file seems to be XML or HTML, not JSON.",
        ['P', 'A', 'R', '1', ..] => "The file seems to be Parquet, not JSON.",
        ['\u001F' or 'P', '\u008B' or '\uFFFD' or 'K', ..] or ['(', '\uFFFD', ..] =>
            "The file seems to be compressed: its name must end in .gz or .zst.",
        var line when !line.Contains('{') && line.AsSpan().ContainsAny(',', ';', '\t') => "The file seems to be CSV, not JSON.",
        _ => null,
    };
}
