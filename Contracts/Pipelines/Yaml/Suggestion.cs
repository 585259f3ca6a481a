namespace EtlAspire.Contracts.Pipelines;

/// <summary>Finds the word that somebody meant.</summary>
internal static class Suggestion
{
    /// <summary><c> (did you mean 'path'?)</c>, or nothing if no word is near.</summary>
    public static string For(string wrong, IEnumerable<string> known)
    {
        var nearest = known
            .Select(word => (Word: word, Distance: Distance(wrong.ToLowerInvariant(), word)))
            .Where(candidate => candidate.Distance <= Math.Max(1, candidate.Word.Length / 3))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault();
        return nearest.Word is null ? string.Empty : $" (did you mean '{nearest.Word}'?)";
    }

    /// <summary>Letters to put in, take out or change; the words are short, and a long wrong one is no slip of the pen.</summary>
    private static int Distance(string wrong, string word)
    {
        if (Math.Abs(wrong.Length - word.Length) > word.Length)
            return int.MaxValue;

        var row = Enumerable.Range(0, word.Length + 1).ToArray();
        for (var i = 1; i <= wrong.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= word.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (wrong[i - 1] == word[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[word.Length];
    }
}
