using EtlAspire.Contracts.Batches;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Loader.Publishing;

/// <summary>Finds what steps name and no record of a run had: a slip of the pen, more often than not.</summary>
internal sealed class UnknownColumns(CatalogDbContext catalog)
{
    /// <summary>A warning for each such name of a resource (<c>unknown_column</c>).</summary>
    /// <exception cref="RunFailedException">There is one, and the definition does not allow it (<c>unknown_column</c>).</exception>
    public async Task<IReadOnlyList<RunWarning>> FindAsync(Guid runId, ResourceDefinition resource, CancellationToken cancellationToken)
    {
        // One that was transformed by an older version tells nothing.
        var batches = await catalog.Batches.AsNoTracking()
            .Where(batch => batch.RunId == runId && batch.Resource == resource.Name && batch.Records > 0)
            .Select(batch => batch.Missing)
            .ToListAsync(cancellationToken);
        if (batches.Count == 0)
            return [];

        var missing = batches.Distinct().Select(names => names is null ? [] : MissingName.Read(names))
            .Aggregate(IEnumerable<MissingName> (all, names) => all.Intersect(names))
            .ToList();
        if (missing is [var first, ..] && resource.MissingColumnFails)
        {
            throw new RunFailedException(Stage.Publish, ErrorKinds.UnknownColumn,
                $"{Describe(first)} (line {first.Line} of the definition).",
                "Correct the name; or take on_missing_column: fail away, so that it is taken as null.");
        }

        return missing.ConvertAll(name => new RunWarning(WarningKinds.UnknownColumn, $"{Describe(name)}: taken as null.", name.Line));
    }

    private static string Describe(MissingName name) => $"No record has '{name.Name}', which '{name.Step}' names";
}
