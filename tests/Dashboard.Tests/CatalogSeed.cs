using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Definitions;
using EtlAspire.Storage.Catalog;
using EtlAspire.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EtlAspire.Dashboard.Tests;

/// <summary>Writes into the catalog what the other services would have written.</summary>
internal static class CatalogSeed
{
    public static async Task<string> AddPipelineAsync(this PostgresFixture postgres, string? schedule = null, string? schema = null, TimeProvider? clock = null)
    {
        var name = Tests.Definitions.NewName();
        await using var catalog = postgres.OpenCatalog();
        var store = new DefinitionStore(catalog, new TableWriters(catalog, new DefinitionCache()), clock ?? TimeProvider.System);
        var result = await store.SaveAsync(
            name, Tests.Definitions.Yaml(name, schedule: schedule, schema: schema), StoreCondition.IsNew, TestContext.Current.CancellationToken);
        Assert.Equal(StoreOutcome.Created, result.Outcome);
        return name;
    }

    public static async Task<Run> AddRunAsync(
        this PostgresFixture postgres,
        string pipeline,
        RunStatus status = RunStatus.Queued,
        DateTimeOffset? at = null,
        RunError? error = null,
        Guid? replayOf = null)
    {
        var time = at ?? TimeProvider.System.GetUtcNow();
        var run = new Run
        {
            Id = Guid.NewGuid(),
            Pipeline = pipeline,
            Version = 1,
            Definition = Tests.Definitions.Yaml(pipeline),
            Trigger = RunTrigger.Manual,
            Status = status,
            RequestedAt = time,
            StartedAt = status == RunStatus.Queued ? null : time,
            NudgedAt = status == RunStatus.Queued ? null : time,
            FinishedAt = status is RunStatus.Queued or RunStatus.Running ? null : time,
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Error = error,
            ReplayOf = replayOf,
            Receipt = status == RunStatus.Succeeded ? new Receipt(10, 1, 2, 7) : null,
        };
        await postgres.AddAsync(run);
        return run;
    }

    public static Task AddPartitionAsync(this PostgresFixture postgres, Guid runId, bool completed, DateTimeOffset? at = null) =>
        postgres.AddAsync(new Partition
        {
            RunId = runId,
            Number = 0,
            Resource = "things",
            Slice = 1,
            Completed = completed,
            UpdatedAt = at ?? TimeProvider.System.GetUtcNow(),
        });

    public static Batch NewBatch(Guid runId, int number, bool transformed, string? rawPath = null, DateTimeOffset? at = null)
    {
        var time = at ?? TimeProvider.System.GetUtcNow();
        return new Batch
        {
            RunId = runId,
            Number = number,
            Resource = "things",
            RawPath = rawPath,
            Records = 9,
            ExtractRejects = 1,
            Shape = "{}",
            ExtractedAt = time,
            TransformedAt = transformed ? time : null,
            Rows = transformed ? 6 : 0,
            Filtered = transformed ? 1 : 0,
            TransformRejects = transformed ? 2 : 0,
        };
    }

    public static Task AddLineAsync(this PostgresFixture postgres, Guid runId, string message, EventLevel level = EventLevel.Info) =>
        postgres.AddAsync(new RunEvent
        {
            RunId = runId,
            At = TimeProvider.System.GetUtcNow(),
            Level = level,
            Stage = Stage.Extract,
            Message = message,
        });

    public static async Task AddAsync(this PostgresFixture postgres, params object[] rows)
    {
        await using var catalog = postgres.OpenCatalog();
        catalog.AddRange(rows);
        await catalog.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public static async Task RemoveFilesAsync(this PostgresFixture postgres, Guid run, DateTimeOffset at)
    {
        await using var catalog = postgres.OpenCatalog();
        await catalog.Runs.Where(row => row.Id == run).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LakeRemovedAt, at), TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until a statement that holds a text waits for a lock.</summary>
    public static async Task WaitForLockAsync(this PostgresFixture postgres, string text)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        await using var command = postgres.Warehouse.CreateCommand(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and strpos(query, $1) > 0");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        while ((long)(await command.ExecuteScalarAsync(deadline.Token))! == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), deadline.Token);
    }

    public static async Task<Run> ReadRunAsync(this PostgresFixture postgres, Guid id)
    {
        await using var catalog = postgres.OpenCatalog();
        return (await catalog.Runs.FindAsync([id], TestContext.Current.CancellationToken))!;
    }
}
