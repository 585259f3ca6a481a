using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Control;
using EtlAspire.Storage.Catalog;
using EtlAspire.Storage.Lake;
using EtlAspire.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EtlAspire.Dashboard.Tests.Control;

public sealed class LakeRetentionTests : IClassFixture<PostgresFixture>, IDisposable
{
    private const int FileBytes = 1000;

    private static readonly DateTimeOffset Now = new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);

    private readonly PostgresFixture _postgres;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("retention-tests-");
    private readonly FakeTimeProvider _clock = new(Now);
    private readonly FakeLogger<LakeRetention> _logger = new();
    private readonly DataLake _lake;

    public LakeRetentionTests(PostgresFixture postgres)
    {
        _postgres = postgres;
        _lake = new DataLake(Options.Create(new LakeOptions { Directory = _directory.FullName }));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Files_of_runs_that_ended_too_long_ago_go_and_the_catalog_says_when()
    {
        var old = await AddRunAsync(RunStatus.Succeeded, TimeSpan.FromDays(31));
        var failed = await AddRunAsync(RunStatus.Failed, TimeSpan.FromDays(32));
        var young = await AddRunAsync(RunStatus.Succeeded, TimeSpan.FromDays(29));

        await TickAsync(maxAge: TimeSpan.FromDays(30));

        Assert.Equal([young.Number], Stored());
        Assert.Equal(Now, (await _postgres.ReadRunAsync(old.Id)).LakeRemovedAt);
        Assert.Equal(Now, (await _postgres.ReadRunAsync(failed.Id)).LakeRemovedAt);
        Assert.Null((await _postgres.ReadRunAsync(young.Id)).LakeRemovedAt);
        Assert.Matches(@"^Removed the files of 2 runs from the lake: 8 files, \d{4} bytes$", Assert.Single(Log()));
    }

    [Fact]
    public async Task Oldest_runs_go_until_the_rest_fits()
    {
        var runs = new List<Run>();
        foreach (var days in new[] { 2, 4, 1, 3 })
            runs.Add(await AddRunAsync(RunStatus.Succeeded, TimeSpan.FromDays(days)));

        await TickAsync(maxBytes: 5 * FileBytes); // each has two files, and manifests

        Assert.Equal([runs[0].Number, runs[2].Number], Stored());
    }

    [Theory]
    [InlineData(RunStatus.Queued)]
    [InlineData(RunStatus.Running)]
    public async Task Files_that_an_open_run_reads_or_writes_stay(RunStatus status)
    {
        var open = await AddRunAsync(status, TimeSpan.FromDays(100));
        var original = await AddRunAsync(RunStatus.Succeeded, TimeSpan.FromDays(100));
        var replay = await AddRunAsync(RunStatus.Cancelled, TimeSpan.FromDays(99), replayOf: original.Id);
        await AddRunAsync(status, TimeSpan.FromDays(98), replayOf: replay.Id, writes: false);
        Draft(open, "dead", TimeSpan.FromDays(5));
        var before = Files();

        await TickAsync(maxAge: TimeSpan.FromHours(1), maxBytes: 1);

        Assert.Equal(before, Files());
        Assert.Empty(Log());
    }

    [Fact]
    public async Task Run_and_its_replays_lose_their_files_together_when_the_last_of_them_is_old()
    {
        var original = await AddRunAsync(RunStatus.Succeeded, TimeSpan.FromDays(100));
        var replay = await AddRunAsync(RunStatus.Succeeded, TimeSpan.FromDays(1), replayOf: original.Id);

        await TickAsync(maxAge: TimeSpan.FromDays(2));
        Assert.Equal([original.Number, replay.Number], Stored());
        _clock.Advance(TimeSpan.FromDays(2));
        await TickAsync(maxAge: TimeSpan.FromDays(2));

        Assert.Empty(Files());
        Assert.NotNull((await _postgres.ReadRunAsync(original.Id)).LakeRemovedAt);
        Assert.NotNull((await _postgres.ReadRunAsync(replay.Id)).LakeRemovedAt);
    }

    [Fact]
    public async Task Round_that_died_before_it_deleted_is_made_good()
    {
        var run = await AddRunAsync(RunStatus.Succeeded, TimeSpan.FromDays(1));
        await using (var catalog = _postgres.OpenCatalog())
            await new LakeRemoval(catalog, _clock).TryMarkAsync(run.Id, run.FinishedAt!.Value, Cancel);

        await TickAsync(maxAge: TimeSpan.FromDays(30));

        Assert.Empty(Files());
        Assert.Single(Log());
    }

    [Fact]
    public async Task Drafts_whose_writer_died_go_after_a_day_and_what_the_catalog_does_not_know_stays()
    {
        var run = await AddRunAsync(RunStatus.Failed, TimeSpan.FromDays(3));
        var kept = Files();
        Draft(run, "dead", TimeSpan.FromHours(25));
        var alive = Draft(run, "alive", TimeSpan.FromHours(23));
        var lost = Write($"raw/{run.Pipeline}/things/99999999/lost.ndjson.zst", TimeSpan.FromDays(99));
        var anothers = Write($"raw/another/things/{run.Number}/lost.ndjson.zst", TimeSpan.FromDays(99));
        var foreign = Write("raw/notes.txt", TimeSpan.FromDays(99));

        await TickAsync(maxAge: TimeSpan.FromDays(30));

        Assert.Equal(new[] { alive, lost, anothers, foreign }.Concat(kept).Order(StringComparer.Ordinal), Files());
        Assert.Equal("Removed the files of 0 runs from the lake: 1 files, 1000 bytes", Assert.Single(Log()));
    }

    private async Task TickAsync(TimeSpan? maxAge = null, long? maxBytes = null)
    {
        await using var catalog = _postgres.OpenCatalog();
        var options = Options.Create(new RetentionOptions { MaxAge = maxAge, MaxBytes = maxBytes });
        await new LakeRetention(
            new LakeStock(catalog, _lake), new LakeRemoval(catalog, _clock), _lake, options, _clock, _logger).RunAsync(Cancel);
    }

    private async Task<Run> AddRunAsync(RunStatus status, TimeSpan age, Guid? replayOf = null, bool writes = true)
    {
        var run = await _postgres.AddRunAsync($"p{Guid.NewGuid():N}", status, Now - age, replayOf: replayOf);
        foreach (var layer in writes ? new[] { LakeLayer.Raw, LakeLayer.Typed } : [])
        {
            await using var draft = _lake.Create(layer, run.Pipeline, "things", run.Number, "b1");
            await File.WriteAllBytesAsync(draft.TemporaryPath, new byte[FileBytes], Cancel);
            await draft.CommitAsync(1, Cancel);
        }

        return run;
    }

    private string Draft(Run run, string name, TimeSpan age) =>
        Write($"raw/{run.Pipeline}/things/{run.Number}/{name}.ndjson.zst.part", age);

    private string Write(string path, TimeSpan age)
    {
        var file = new FileInfo(Path.Combine(_directory.FullName, path));
        file.Directory!.Create();
        File.WriteAllBytes(file.FullName, new byte[FileBytes]);
        file.LastWriteTimeUtc = (Now - age).UtcDateTime;
        return path;
    }

    private List<string> Files() => [.. _directory.EnumerateFiles("*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(_directory.FullName, file.FullName)).Order(StringComparer.Ordinal)];

    private IEnumerable<long> Stored() =>
        Files().Select(path => long.Parse(path.Split('/')[3], null)).Distinct().Order();

    private IEnumerable<string> Log() => _logger.Collector.GetSnapshot().Select(entry => entry.Message);
}
