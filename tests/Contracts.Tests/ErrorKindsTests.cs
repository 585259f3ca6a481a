using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EtlAspire.Contracts.Runs;

namespace EtlAspire.Contracts.Tests;

/// <summary>docs/errors.md tells of every kind of error and warning, and of no other.</summary>
public sealed partial class ErrorKindsTests
{
    [Theory]
    [InlineData(typeof(ErrorKinds), "Errors")]
    [InlineData(typeof(WarningKinds), "Warnings")]
    public async Task Every_kind_is_told_of(Type kinds, string chapter)
    {
        var page = await File.ReadAllTextAsync(Page(), TestContext.Current.CancellationToken);
        var text = page.Split("\n## ").Single(part => part.StartsWith(chapter, StringComparison.Ordinal));

        var rows = Row().Matches(text).Select(row => row.Groups["kind"].Value).ToList();

        var constants = kinds.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(constants.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    private static string Page([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "docs", "errors.md"));

    [GeneratedRegex(@"^\| `(?<kind>[a-z_]+)` \| [^|]+ \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
