namespace EtlAspire.Storage.Catalog;

/// <summary>Finds the run that a message speaks of.</summary>
public sealed class ActiveRuns(CatalogDbContext catalog, DefinitionCache definitions)
{
    /// <summary>The run; null when it does not hold its lease (any more), so that the message is of no use.</summary>
    public async Task<ActiveRun?> FindAsync(Guid runId, CancellationToken cancellationToken)
    {
        var found = await catalog.Runs.AsNoTracking()
            .Where(run => run.Id == runId && run.Status == RunStatus.Running)
            .Select(run => new { run.Number, run.ReplayOf, run.Definition, run.RequestedAt, run.TraceParent })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : new ActiveRun(runId, found.Number, found.ReplayOf, definitions.Read(found.Definition), found.RequestedAt, found.TraceParent);
    }
}
