using Npgsql;

namespace EtlAspire.Storage.Catalog;

/// <summary>The catalog: schema <c>etl</c> of the warehouse's own database, so that publishing and its receipt are one transaction.</summary>
public sealed class CatalogDbContext : DbContext
{
    // More than the services have, of those that are asked again and again: to parse and plan one takes longer than to run it.
    private const int PreparedStatements = 200;

    /// <summary>Opens the catalog.</summary>
    public CatalogDbContext(DbContextOptions<CatalogDbContext> options)
        : base(options) =>
        Database.AutoSavepointsEnabled = false; // two more round trips each time, and nobody goes on after a failed save

    /// <summary>The catalog's schema.</summary>
    public const string Schema = "etl";

    /// <summary>Sets up what every context of the catalog has in common, once its provider is chosen.</summary>
    public static void Configure(DbContextOptionsBuilder options) => options
        .UseNpgsql(npgsql => npgsql
            .MigrationsHistoryTable("migrations", Schema) // not wherever the search path leads
            .ConfigureDataSource(ConfigureSource))
        .UseSnakeCaseNamingConvention();

    /// <summary>The pipelines, those that were deleted too.</summary>
    public DbSet<Pipeline> Pipelines => Set<Pipeline>();

    /// <summary>The pipelines that are there.</summary>
    public IQueryable<Pipeline> LivePipelines => Pipelines.Where(pipeline => pipeline.DeletedAt == null);

    /// <summary>Every version of every pipeline's definition.</summary>
    public DbSet<PipelineVersion> PipelineVersions => Set<PipelineVersion>();

    /// <summary>The runs.</summary>
    public DbSet<Run> Runs => Set<Run>();

    /// <summary>The queued runs whose turn it is: none of their pipeline runs, and none waits before them.</summary>
    public IQueryable<Run> RunsInTurn => Runs
        .Where(run => run.Status == RunStatus.Queued)
        .Where(run => !Runs.Any(other => other.Pipeline == run.Pipeline
            && (other.Status == RunStatus.Running
                || (other.Status == RunStatus.Queued && other.Number < run.Number))));

    /// <summary>The runs that have read their source to the end.</summary>
    public IQueryable<Run> RunsReadToEnd => Runs
        .Where(run => Partitions.Any(partition => partition.RunId == run.Id))
        .Where(run => !Partitions.Any(partition => partition.RunId == run.Id && !partition.Completed));

    /// <summary>The partitions of runs, with their checkpoints.</summary>
    public DbSet<Partition> Partitions => Set<Partition>();

    /// <summary>The batches of runs.</summary>
    public DbSet<Batch> Batches => Set<Batch>();

    /// <summary>The ledger of loaded batches.</summary>
    public DbSet<LoadedBatch> LoadedBatches => Set<LoadedBatch>();

    /// <summary>The batches of runs that are not in the ledger yet.</summary>
    public IQueryable<Batch> UnloadedBatches => Batches.Where(batch =>
        !LoadedBatches.Any(loaded => loaded.RunId == batch.RunId && loaded.BatchNumber == batch.Number));

    /// <summary>The records that could not be used.</summary>
    public DbSet<QuarantinedRecord> Quarantine => Set<QuarantinedRecord>();

    /// <summary>The runs' logs.</summary>
    public DbSet<RunEvent> RunEvents => Set<RunEvent>();

    /// <summary>What each run published.</summary>
    public DbSet<PublishedTable> PublishedTables => Set<PublishedTable>();

    /// <summary>The published tables' columns, version by version.</summary>
    public DbSet<TableSchema> TableSchemas => Set<TableSchema>();

    /// <summary>Waits for a run's row and holds it until the transaction ends, all else forgotten; null when there is no such run.</summary>
    public async Task<Run?> LockRunAsync(Guid runId, CancellationToken cancellationToken)
    {
        ChangeTracker.Clear(); // what the lock waits for may change the run
        return await Runs.FromSql($"select * from etl.runs where id = {runId} for update").SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// Whether a pipeline may have an open run (again): it was not deleted, and will not be until the transaction ends.
    /// </summary>
    public async Task<bool> MayRunAsync(string pipeline, CancellationToken cancellationToken)
    {
        var deleted = await Database.SqlQuery<bool>(
            $"""select deleted_at is not null as "Value" from etl.pipelines where name = {StorableText.Of(pipeline)} for key share""").ToListAsync(cancellationToken);
        return !deleted.Contains(true);
    }

    /// <summary>Waits for a pipeline's row and holds it until the transaction ends; null when there is none, or it was deleted.</summary>
    public async Task<Pipeline?> LockPipelineAsync(string name, CancellationToken cancellationToken)
    {
        ChangeTracker.Clear(); // what the lock waits for may change the pipeline
        return await Pipelines
            .FromSql($"select * from etl.pipelines where name = {StorableText.Of(name)} and deleted_at is null for update")
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The numbers of a run and of all that are made of the same records: its replays, what it replays itself, and so on.</summary>
    public Task<List<long>> FindFamilyAsync(Guid runId, CancellationToken cancellationToken) => Database.SqlQuery<long>(
        $"""
        with recursive above as (
            select id, replay_of from etl.runs where id = {runId}
            union all
            select run.id, run.replay_of from etl.runs run join above on run.id = above.replay_of),
        family as (
            select id, number from etl.runs where id = (select id from above where replay_of is null)
            union all
            select run.id, run.number from etl.runs run join family on run.replay_of = family.id)
        select number as "Value" from family
        """).ToListAsync(cancellationToken);

    /// <summary>Opens the connection of the catalog: what is done on it is part of the catalog's transaction.</summary>
    public async Task<NpgsqlConnection> OpenConnectionAsync(CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        return (NpgsqlConnection)Database.GetDbConnection();
    }

    /// <summary>Adds a line to a run's log, to be saved with all else.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="stage">The part of the run that says it.</param>
    /// <param name="message">What happened, in words.</param>
    /// <param name="level">How serious it is.</param>
    public void AddEvent(Guid runId, DateTimeOffset at, Stage stage, string message, EventLevel level = EventLevel.Info) =>
        RunEvents.Add(new RunEvent { RunId = runId, At = at, Level = level, Stage = stage, Message = message });

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<string>().HaveConversion<StorableTextConverter>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CatalogDbContext).Assembly);
    }

    private static void ConfigureSource(NpgsqlDataSourceBuilder source)
    {
        source.ConnectionStringBuilder.MaxAutoPrepare = PreparedStatements;
        source.ConfigureTracing(tracing => tracing
            .ConfigureCommandSpanNameProvider(command => StatementName.Of(command.CommandText))
            .ConfigureBatchSpanNameProvider(batch => StatementName.Of(batch.BatchCommands[0].CommandText)));
    }
}
