namespace EtlAspire.Contracts.Pipelines;

/// <summary>
/// The <c>{a,b}</c> of a glob. As in a shell, braces without a comma mean themselves, and so do those within a class such as <c>[{]</c>.
/// </summary>
internal static class GlobBraces
{
    public static int CountOpen(string glob) => Marks(glob, 0).Count(index => glob[index] == '{');

    public static bool AreClosed(string glob)
    {
        var depth = 0;
        foreach (var index in Marks(glob, 0))
        {
            if (glob[index] == '{')
                depth++;
            else if (glob[index] == '}' && depth > 0)
                depth--;
        }

        return depth == 0;
    }

    /// <summary>Every text that a glob with closed braces stands for.</summary>
    public static IEnumerable<string> Expand(string glob)
    {
        foreach (var open in Marks(glob, 0).Where(index => glob[index] == '{'))
        {
            var cuts = FindCuts(glob, open);
            if (cuts.Count < 2)
                continue;

            // What stands before has no alternatives.
            var rest = glob[(cuts[^1] + 1)..];
            for (var (from, cut) = (open + 1, 0); cut < cuts.Count; from = cuts[cut++] + 1)
            {
                foreach (var end in Expand(glob[from..cuts[cut]] + rest))
                    yield return glob[..open] + end;
            }

            yield break;
        }

        yield return glob;
    }

    /// <summary>The commas that belong to a brace, and its end; only the end, where it has none.</summary>
    private static List<int> FindCuts(string glob, int open)
    {
        var cuts = new List<int>();
        var depth = 0;
        foreach (var index in Marks(glob, open))
        {
            if (glob[index] == '{')
                depth++;
            else if (glob[index] == '}')
                depth--;
            if (depth == 0 || (depth == 1 && glob[index] == ','))
                cuts.Add(index);
            if (depth == 0)
                break;
        }

        return cuts;
    }

    private static IEnumerable<int> Marks(string glob, int from)
    {
        for (var index = from; index < glob.Length; index++)
        {
            if (glob[index] == '[')
                index = Math.Max(index, GlobClass.FindEnd(glob, index));
            else if (glob[index] is '{' or ',' or '}')
                yield return index;
        }
    }
}
