using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EtlAspire.Contracts.Runs;
using EtlAspire.Transformer.Tests.Support;

namespace EtlAspire.Transformer.Tests.Steps;

/// <summary>The expressions that docs/pipelines.md shows come to what it says.</summary>
public sealed partial class DocumentedExpressionsTests
{
    private const string Record = """{"p":10.25,"q":"0.49","i":7,"zero":0,"t":"x"}""";

    public static TheoryData<string, string> Examples =>
        [.. Example().Matches(Section()).Select(match => (match.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal), match.Groups[2].Value))];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Expressions_in_the_documentation_give_what_it_says(string expression, string result)
    {
        Assert.Equal(result, await ComputeAsync(expression));
    }

    private static async Task<string> ComputeAsync(string expression)
    {
        try
        {
            var batch = await TestBatch.TransformAsync(
                ["cast: { q: numeric }", $"derive: {{ r: \"{expression}\" }}", "drop: [p, q, i, zero, t]"], Record);
            return batch.Output.Rejects is [var reject]
                ? $"rejected: `{reject.Reason["The expression of column r: ".Length..^1]}`"
                : Assert.Single(batch.Rows) is var row && row == "∅" ? "null" : $"`{row}`";
        }
        catch (RunFailedException exception)
        {
            return $"refused: `{exception.Error.Message.Split("cannot be used: ")[1].Split(',')[0]}`";
        }
    }

    private static string Section([CallerFilePath] string file = "")
    {
        var page = Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "docs", "pipelines.md");
        return File.ReadAllText(page).Split("## Numbers in expressions")[1].Split("\n## ")[0];
    }

    [GeneratedRegex(@"^\| `(.+?)` \| (.+?) \|$", RegexOptions.Multiline)]
    private static partial Regex Example();
}
