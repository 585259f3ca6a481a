using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Contracts.Tests;

/// <summary>The definitions that README and docs show are definitions that work.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(Path.Combine(Root(), "docs"), "*.md")
            .Select(file => Path.GetRelativePath(Root(), file))
            .Append("README.md")];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Definitions_in_the_documentation_are_valid(string page)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Root(), page), TestContext.Current.CancellationToken);

        Assert.All(YamlBlock().Matches(text), block =>
            Assert.Empty(PipelineReader.Read(block.Groups[1].Value).Errors));
    }

    [Fact]
    public void The_readme_shows_a_definition() =>
        Assert.NotEmpty(YamlBlock().Matches(File.ReadAllText(Path.Combine(Root(), "README.md"))));

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

    [GeneratedRegex("^```yaml\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex YamlBlock();
}
