using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;

namespace EtlAspire.Extractor.Tests.Extracting;

/// <summary>Puts runs into the catalog, each of a pipeline of its own.</summary>
internal static class TestRun
{
    public static Task<Guid> AddAsync(
        CatalogDbContext catalog,
        string baseUrl,
        string resources = "- { name: users, path: /users }",
        RunStatus status = RunStatus.Queued,
        Guid? replayOf = null) =>
        AddFromAsync(catalog, $$"""{ type: rest, base_url: "{{baseUrl}}" }""", resources, status, replayOf);

    public static async Task<Guid> AddFromAsync(
        CatalogDbContext catalog,
        string source,
        string resources,
        RunStatus status = RunStatus.Queued,
        Guid? replayOf = null)
    {
        var run = new Run
        {
            Id = Guid.NewGuid(),
            Pipeline = $"p{Guid.NewGuid():N}",
            Version = 1,
            Definition = $$"""
                name: test
                source: {{source}}
                resources:
                  {{resources}}
                destination: { schema: warehouse }
                """,
            Trigger = replayOf is null ? RunTrigger.Manual : RunTrigger.Replay,
            Status = status,
            ReplayOf = replayOf,
            RequestedAt = TimeProvider.System.GetUtcNow(),
        };
        catalog.Runs.Add(run);
        await catalog.SaveChangesAsync(TestContext.Current.CancellationToken);
        return run.Id;
    }
}
