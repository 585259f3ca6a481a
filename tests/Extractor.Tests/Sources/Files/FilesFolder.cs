using System.Text;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Extractor.Scanning;
using EtlAspire.Extractor.Sources;
using EtlAspire.Extractor.Sources.Files;
using EtlAspire.Extractor.Tests.Scanning;
using EtlAspire.Extractor.Tests.Sources.Rest;
using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.Extractor.Tests.Sources.Files;

/// <summary>A folder with files, and the source that reads them.</summary>
internal sealed class FilesFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("etl-files-");
    private readonly ServiceProvider _services;
    private readonly PipelineDefinition _any = Pipeline("*");

    public FilesFolder(Action<FilesOptions>? configure = null, TimeProvider? clock = null)
    {
        Root = _folder.CreateSubdirectory("root").FullName;
        _services = new ServiceCollection()
            .AddTestSource(new Dictionary<string, string> { [FilesRoot.Variable] = Root })
            .AddSingleton(clock ?? TimeProvider.System)
            .Configure<FilesOptions>(options => configure?.Invoke(options))
            .BuildServiceProvider(true);
    }

    /// <summary>What <c>ETL_FILES_DIR</c> names.</summary>
    public string Root { get; }

    /// <summary>Beside the root, where nothing may be read.</summary>
    public string Outside => Directory.CreateDirectory(Path.Combine(_folder.FullName, "outside")).FullName;

    public ParkedFiles Parked => _services.GetRequiredService<ParkedFiles>();

    /// <summary>Writes a file; its folders come into being.</summary>
    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    /// <summary>The partitions' first checkpoints.</summary>
    public Task<IReadOnlyList<string?>> PlanAsync(string glob)
    {
        var pipeline = Pipeline(glob);
        return Source(pipeline).PlanAsync(pipeline, pipeline.Resources[0], TestContext.Current.CancellationToken);
    }

    public IPartitionReader Open(string? checkpoint) => Source(_any).Open(_any, _any.Resources[0], checkpoint);

    /// <summary>Reads everything that a glob means, in slices of one page each.</summary>
    public async Task<CollectingSink> ReadAsync(string glob)
    {
        var sink = new CollectingSink();
        foreach (var checkpoint in await PlanAsync(glob))
            await ReadAsync(checkpoint, sink);
        return sink;
    }

    /// <summary>Reads a partition to its end, in slices of one page each.</summary>
    public async Task ReadAsync(string? checkpoint, IRecordSink sink)
    {
        for (var isCompleted = false; !isCompleted;)
        {
            using var reader = Open(checkpoint);
            await reader.ReadPageAsync(sink, TestContext.Current.CancellationToken);
            (checkpoint, isCompleted) = (reader.Checkpoint, reader.Completed);
        }
    }

    public void Dispose()
    {
        _services.Dispose();
        _folder.Delete(recursive: true);
    }

    private ISource Source(PipelineDefinition pipeline) => _services.GetRequiredService<SourceRegistry>().For(pipeline);

    private static PipelineDefinition Pipeline(string glob)
    {
        var result = PipelineReader.Read($$"""
            name: test
            source: { type: files }
            resources: [{ name: users, file_glob: "{{glob}}", write_disposition: append }]
            destination: { schema: warehouse }
            """);
        Assert.Empty(result.Errors);
        return result.Definition!;
    }
}
