using System.Runtime.CompilerServices;
using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Contracts.Tests.Pipelines;

public class SamplePipelinesTests
{
    public static TheoryData<string> Samples =>
        [.. Directory.EnumerateFiles(Folder(), "*.yaml").Select(file => Path.GetFileName(file)!).Order()];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_is_read_without_errors(string file)
    {
        var yaml = await File.ReadAllTextAsync(Path.Combine(Folder(), file), TestContext.Current.CancellationToken);

        var result = PipelineReader.Read(yaml);

        Assert.Empty(result.Errors);
        Assert.Equal(Path.GetFileNameWithoutExtension(file), result.Definition?.Name);
    }

    private static string Folder([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../../Samples/pipelines"));
}
