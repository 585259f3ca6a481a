using System.Net;
using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;

namespace EtlAspire.Dashboard.Tests.Api;

/// <summary>Which tables go with a pipeline: those that its runs made, and nobody else's.</summary>
[Collection(DashboardTests.Name)]
public sealed class PipelineTablesTests(DashboardFixture dashboard)
{
    private const string Published = "id bigint, _run bigint not null, _record bigint not null";

    private readonly string _schema = $"d{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("keep", true)]
    [InlineData("drop", false)]
    public async Task Tables_that_its_runs_published_stay_or_go_as_it_is_said(string tables, bool stays)
    {
        var name = await AddAsync("a", "t-x", "t\"y");
        await CreateAsync("\"t-x\"", Published);
        await CreateAsync("\"t\"\"y\"", Published);
        await CreateAsync("unpublished", Published);

        await AssertDeletedAsync(name, tables);

        Assert.Equal(stays ? ["t\"y", "t-x", "unpublished"] : ["unpublished"], await TablesAsync());
    }

    [Theory]
    [InlineData("id bigint")]
    [InlineData("id bigint, _run bigint, _record bigint")]
    public async Task Table_that_somebody_made_stays(string columns)
    {
        var name = await AddAsync("a", "theirs");
        await CreateAsync("theirs", columns);

        await AssertDeletedAsync(name, "drop");

        Assert.Equal(["theirs"], await TablesAsync());
    }

    [Fact]
    public async Task Table_that_another_pipeline_published_stays()
    {
        var name = await AddAsync("a", "shared", "own");
        await AddAsync("b", "shared");
        await CreateAsync("shared", Published);
        await CreateAsync("own", Published);

        await AssertDeletedAsync(name, "drop");

        Assert.Equal(["shared"], await TablesAsync());
    }

    [Fact]
    public async Task Table_that_another_pipeline_is_to_write_stays()
    {
        var name = await AddAsync("a", "things", "own");
        await dashboard.Postgres.AddPipelineAsync(schema: _schema); // it names the table 'things'
        await CreateAsync("things", Published);
        await CreateAsync("own", Published);

        await AssertDeletedAsync(name, "drop");

        Assert.Equal(["things"], await TablesAsync());
    }

    [Fact]
    public async Task Table_into_which_another_pipeline_is_publishing_stays()
    {
        var name = await AddAsync("a", "taken");
        var other = await dashboard.Postgres.AddPipelineAsync();
        var run = await dashboard.Postgres.AddRunAsync(other, RunStatus.Running);
        await CreateAsync("taken", Published);
        await using var catalog = dashboard.Postgres.OpenCatalog();
        await using var transaction = await catalog.Database.BeginTransactionAsync(Cancel);
        catalog.PublishedTables.Add(new PublishedTable { RunId = run.Id, Name = $"{_schema}.taken", Rows = 1 });
        await catalog.SaveChangesAsync(Cancel);
        await ExecuteAsync(catalog, $"insert into {_schema}.taken values (1, 1, 1)");

        var deletion = AssertDeletedAsync(name, "drop");
        await dashboard.Postgres.WaitForLockAsync("lock table");
        await transaction.CommitAsync(Cancel);

        await deletion;
        Assert.Equal(["taken"], await TablesAsync());
    }

    [Fact]
    public async Task What_hangs_on_a_table_keeps_the_pipeline_and_is_named()
    {
        var name = await AddAsync("a", "first", "viewed");
        await CreateAsync("first", Published);
        await CreateAsync("viewed", Published);
        await ExecuteAsync($"create view {_schema}.report as select id from {_schema}.viewed");
        using var client = dashboard.CreateClient();

        using var answer = await client.DeleteAsync($"/api/pipelines/{name}?tables=drop", Cancel);

        var problem = await Problem.AssertAsync(answer, HttpStatusCode.Conflict);
        Assert.Contains($"view {_schema}.report depends on table {_schema}.viewed", problem.Detail(), StringComparison.Ordinal);
        Assert.Equal(["first", "viewed"], await TablesAsync());
        using var found = await client.GetAsync($"/api/pipelines/{name}", Cancel);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
    }

    private async Task<string> AddAsync(string schemaOfItsOwn, params string[] tables)
    {
        var name = await dashboard.Postgres.AddPipelineAsync(schema: $"{_schema}_{schemaOfItsOwn}");
        var run = await dashboard.Postgres.AddRunAsync(name, RunStatus.Succeeded);
        await dashboard.Postgres.AddAsync(
            [.. tables.Select(table => new PublishedTable { RunId = run.Id, Name = $"{_schema}.{table}", Rows = 1 })]);
        return name;
    }

    private async Task AssertDeletedAsync(string name, string tables)
    {
        using var client = dashboard.CreateClient();
        using var answer = await client.DeleteAsync($"/api/pipelines/{name}?tables={tables}", Cancel);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private Task CreateAsync(string quotedName, string columns) =>
        ExecuteAsync($"create schema if not exists {_schema}; create table {_schema}.{quotedName} ({columns})");

    private async Task ExecuteAsync(string sql)
    {
        await using var command = dashboard.Postgres.Warehouse.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task ExecuteAsync(CatalogDbContext catalog, string sql)
    {
        await using var command = (await catalog.OpenConnectionAsync(Cancel)).CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private async Task<string[]> TablesAsync()
    {
        await using var command = dashboard.Postgres.Warehouse.CreateCommand(
            $"select array(select tablename::text from pg_tables where schemaname = '{_schema}' order by tablename collate \"C\")");
        return (string[])(await command.ExecuteScalarAsync(Cancel))!;
    }
}
