using EtlAspire.Contracts.Batches;
using EtlAspire.Contracts.Runs;
using EtlAspire.Loader.Loading;
using EtlAspire.Loader.Publishing;
using EtlAspire.Storage.Catalog;
using EtlAspire.Storage.Lake;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.Loader.Tests;

/// <summary>A run as the Extractor and the Transformer leave it to the Loader.</summary>
internal sealed class TestRun
{
    private readonly TestWarehouse _warehouse;
    private readonly string _resource;
    private int _batches;

    private TestRun(TestWarehouse warehouse, string resource, Run run)
    {
        _warehouse = warehouse;
        _resource = resource;
        Id = run.Id;
        Number = run.Number;
    }

    public Guid Id { get; }

    public long Number { get; }

    public static async Task<TestRun> StartAsync(TestWarehouse warehouse, string resource, string definition, Guid? replayOf = null, bool checksKeys = true)
    {
        var run = new Run
        {
            Id = Guid.NewGuid(),
            Pipeline = resource.Replace('_', '-'),
            Version = 1,
            Definition = definition,
            Trigger = RunTrigger.Manual,
            Status = RunStatus.Running,
            RequestedAt = TimeProvider.System.GetUtcNow(),
            ReplayOf = replayOf,
        };
        await using var scope = warehouse.CreateScope();
        var catalog = scope.ServiceProvider.GetRequiredService<CatalogDbContext>();
        await catalog.Database.ExecuteSqlAsync(
            $"""
            insert into etl.pipelines (name, version, updated_at) values ({run.Pipeline}, 1, now()) on conflict do nothing;
            insert into etl.pipeline_versions (pipeline, version, yaml, checks_keys, created_at) values ({run.Pipeline}, 1, {definition}, {checksKeys}, now())
                on conflict (pipeline, version) do update set checks_keys = excluded.checks_keys;
            """,
            TestContext.Current.CancellationToken);
        catalog.Runs.Add(run);
        catalog.Partitions.Add(new Partition
        {
            RunId = run.Id,
            Number = 0,
            Resource = resource,
            UpdatedAt = TimeProvider.System.GetUtcNow(),
        });
        await catalog.SaveChangesAsync(TestContext.Current.CancellationToken);
        return new TestRun(warehouse, resource, run);
    }

    /// <summary>Adds a transformed batch with the rows of a DuckDB query, or with none.</summary>
    public async Task<int> AddBatchAsync(
        string? sql, string columns = "[]", long rejects = 0, long filtered = 0, long? records = null, string? missing = null)
    {
        var number = ++_batches;
        LakeFile? file = null;
        var rows = 0L;
        await using var scope = _warehouse.CreateScope();
        if (sql is not null)
        {
            await using var draft = scope.ServiceProvider.GetRequiredService<DataLake>()
                .Create(LakeLayer.Typed, "p", _resource, Number, $"b{number}");
            rows = TypedFile.Write(draft.TemporaryPath, sql);
            file = await draft.CommitAsync(rows, TestContext.Current.CancellationToken);
        }

        var catalog = scope.ServiceProvider.GetRequiredService<CatalogDbContext>();
        catalog.Batches.Add(new Batch
        {
            RunId = Id,
            Number = number,
            Resource = _resource,
            Records = records ?? rows + rejects + filtered,
            Shape = "{}",
            ExtractedAt = TimeProvider.System.GetUtcNow(),
            TypedPath = file?.Path,
            TypedBytes = file?.Bytes ?? 0,
            Columns = columns,
            Missing = missing,
            Rows = rows,
            Filtered = filtered,
            TransformRejects = rejects,
            TransformedAt = TimeProvider.System.GetUtcNow(),
        });
        await catalog.SaveChangesAsync(TestContext.Current.CancellationToken);
        return number;
    }

    /// <summary>Adds a batch of rows with an id and a name, and loads it.</summary>
    public async Task AddPeopleAsync(params (int Id, string Name)[] people)
    {
        var rows = people.Select((person, i) =>
            $"({(_batches + 1) * RecordId.Factor + i + 1}::bigint, {person.Id}::bigint, '{person.Name}')");
        await LoadAsync(await AddBatchAsync(
            $"select * from (values {string.Join(", ", rows)}) t(_record, id, name)",
            """[{"name":"id","type":"bigint"},{"name":"name","type":"text"}]"""));
    }

    public async Task<long?> LoadAsync(int batchNumber)
    {
        await using var scope = _warehouse.CreateScope();
        var run = await scope.ServiceProvider.GetRequiredService<ActiveRuns>()
            .FindAsync(Id, TestContext.Current.CancellationToken);
        return await scope.ServiceProvider.GetRequiredService<BatchLoader>()
            .LoadAsync(run!, batchNumber, TestContext.Current.CancellationToken);
    }

    public Task CompleteExtractionAsync() =>
        _warehouse.ExecuteAsync($"update etl.partitions set completed = true where run_id = '{Id}'");

    /// <summary>Completes the extraction and publishes.</summary>
    public async Task<bool> PublishAsync()
    {
        await CompleteExtractionAsync();
        await using var scope = _warehouse.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<RunPublisher>()
            .PublishAsync(Id, TestContext.Current.CancellationToken);
    }

    /// <summary>Publishes what must not be published, and gives up on the run as its consumer would.</summary>
    public async Task<RunError> FailToPublishAsync()
    {
        var failure = await Assert.ThrowsAsync<RunFailedException>(PublishAsync);
        await EndAsync("failed");
        return failure.Error;
    }

    public Task EndAsync(string status) =>
        _warehouse.ExecuteAsync($"update etl.runs set status = '{status}' where id = '{Id}'");

    public async Task<Run> ReadAsync()
    {
        await using var scope = _warehouse.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<CatalogDbContext>().Runs.AsNoTracking()
            .SingleAsync(run => run.Id == Id, TestContext.Current.CancellationToken);
    }
}
