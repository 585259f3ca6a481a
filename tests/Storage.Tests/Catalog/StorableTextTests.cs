using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using EtlAspire.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Storage.Tests.Catalog;

public sealed class StorableTextTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Not a theory: attributes cannot hold half a surrogate pair.
    [Fact]
    public void What_PostgreSQL_cannot_store_is_replaced() => Assert.All(
        [
            ("plain", "plain"), ("", ""), ("a\0b\0", "a\uFFFDb\uFFFD"), ("\uD83D", "\uFFFD"), ("a\uDE00b", "a\uFFFDb"),
            ("\uDE00\uD83D", "\uFFFD\uFFFD"), ("\uD83D\uDE00", "\uD83D\uDE00"),
        ],
        ((string Text, string Expected) one) => Assert.Equal(one.Expected, StorableText.Of(one.Text)));

    [Fact]
    public async Task Every_text_of_the_catalog_passes()
    {
        await using var catalog = postgres.OpenCatalog();

        var texts = catalog.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties())
            .Where(property => property.ClrType == typeof(string)).ToList();

        Assert.NotEmpty(texts);
        Assert.All(texts, property => Assert.IsType<StorableTextConverter>(property.GetTypeMapping().Converter));
        Assert.False(await catalog.Pipelines.AnyAsync(pipeline => pipeline.Name == "no\0name", Cancel));
    }

    [Fact]
    public async Task A_run_fails_with_an_error_that_quotes_what_cannot_be_stored()
    {
        var run = new Run
        {
            Id = Guid.NewGuid(),
            Pipeline = $"p{Guid.NewGuid():N}",
            Version = 1,
            Definition = "x",
            Trigger = RunTrigger.Manual,
            Status = RunStatus.Running,
            RequestedAt = TimeProvider.System.GetUtcNow(),
        };
        await using (var catalog = postgres.OpenCatalog())
        {
            catalog.Runs.Add(run);
            await catalog.SaveChangesAsync(Cancel);
        }

        await using (var catalog = postgres.OpenCatalog())
        {
            Assert.True(await new RunTransitions(catalog, TimeProvider.System)
                .FailAsync(run.Id, new RunError(Stage.Extract, "broken", "It is 't\0\uD83D'.", "Mend \0."), Cancel));
        }

        await using var reading = postgres.OpenCatalog();
        var failed = await reading.Runs.SingleAsync(row => row.Id == run.Id, Cancel);
        Assert.Equal("It is 't\uFFFD\uFFFD'.", failed.Error!.Message);
    }
}
