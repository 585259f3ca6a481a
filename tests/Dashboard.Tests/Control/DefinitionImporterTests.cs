using System.Net;
using EtlAspire.Dashboard.Control;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace EtlAspire.Dashboard.Tests.Control;

[Collection(DashboardTests.Name)]
public sealed class DefinitionImporterTests(DashboardFixture dashboard) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("etl-pipelines-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task New_and_changed_files_become_versions()
    {
        var name = Tests.Definitions.NewName();
        await WriteAsync("a.yaml", Tests.Definitions.Yaml(name));
        await ImportAsync();
        await ImportAsync();
        Assert.Equal(1, await VersionAsync(name));

        await WriteAsync("a.yaml", Tests.Definitions.Yaml(name, "Changed"));
        await ImportAsync();

        Assert.Equal(2, await VersionAsync(name));
    }

    [Fact]
    public async Task What_was_changed_on_the_page_is_kept_while_the_file_stays()
    {
        var name = Tests.Definitions.NewName();
        await WriteAsync("a.yaml", Tests.Definitions.Yaml(name));
        await ImportAsync();
        using var client = dashboard.CreateClient();
        (await client.PutAsync(
            $"/api/pipelines/{name}", new StringContent(Tests.Definitions.Yaml(name, "By hand")), Cancel)).Dispose();

        await ImportAsync();

        Assert.Equal(2, await VersionAsync(name));
    }

    [Fact]
    public async Task What_was_deleted_comes_back_with_a_changed_text_only()
    {
        var name = Tests.Definitions.NewName();
        await WriteAsync("a.yaml", Tests.Definitions.Yaml(name));
        await ImportAsync();
        using var client = dashboard.CreateClient();
        (await client.DeleteAsync($"/api/pipelines/{name}?tables=keep", Cancel)).Dispose();

        await ImportAsync();
        using (var gone = await client.GetAsync($"/api/pipelines/{name}", Cancel))
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        await WriteAsync("a.yaml", Tests.Definitions.Yaml(name, "Changed"));
        await ImportAsync();

        using var back = await client.GetAsync($"/api/pipelines/{name}", Cancel);
        Assert.Equal("\"2\"", back.Headers.ETag?.ToString());
    }

    [Fact]
    public async Task Errors_are_logged_with_their_place_and_stop_nothing()
    {
        var good = Tests.Definitions.NewName();
        await WriteAsync("a.yaml", "name: broken\nwrong: 1\n");
        await WriteAsync("b.yaml", Tests.Definitions.Yaml(good));

        var log = await ImportAsync();

        Assert.Contains(log, line => line.Contains("a.yaml(2,1)", StringComparison.Ordinal));
        Assert.Equal(1, await VersionAsync(good));
    }

    [Fact]
    public async Task A_file_that_takes_the_table_of_another_pipeline_is_logged_and_the_stored_version_stays()
    {
        var (owner, name) = (Tests.Definitions.NewName(), Tests.Definitions.NewName());
        await WriteAsync("a.yaml", Tests.Definitions.Yaml(owner));
        await WriteAsync("b.yaml", Tests.Definitions.Yaml(name));
        await ImportAsync();
        await WriteAsync("b.yaml", Tests.Definitions.Yaml(name, schema: owner.Replace('-', '_')));

        var log = await ImportAsync();

        Assert.Contains(log, line => line.Contains("b.yaml(6,5)", StringComparison.Ordinal) && line.Contains($"'{owner}'", StringComparison.Ordinal));
        Assert.Equal(1, await VersionAsync(name));
    }

    [Fact]
    public async Task A_file_that_stays_makes_no_version_that_checks_keys()
    {
        var name = Tests.Definitions.NewName();
        await WriteAsync("a.yaml", Tests.Definitions.Yaml(name).Replace("write_disposition: replace", "write_disposition: append", StringComparison.Ordinal));
        await ImportAsync();
        await using CatalogDbContext catalog = dashboard.Postgres.OpenCatalog();
        await catalog.Database.ExecuteSqlAsync($"update etl.pipeline_versions set checks_keys = false where pipeline = {name}", Cancel);

        await ImportAsync();

        Assert.Equal(1, await VersionAsync(name));
        Assert.False(await catalog.PipelineVersions.Where(version => version.Pipeline == name).Select(version => version.ChecksKeys).SingleAsync(Cancel));
    }

    [Fact]
    public async Task Missing_folder_stops_nothing()
    {
        var log = await ImportAsync(Path.Combine(_folder, "gone"));

        Assert.Contains(log, line => line.Contains("ETL_PIPELINES_DIR", StringComparison.Ordinal));
    }

    private Task WriteAsync(string file, string yaml) => File.WriteAllTextAsync(Path.Combine(_folder, file), yaml, Cancel);

    private async Task<IReadOnlyList<string>> ImportAsync(string? folder = null)
    {
        var logger = new FakeLogger<DefinitionImporter>();
        var importer = new DefinitionImporter(
            dashboard.Services.GetRequiredService<IServiceScopeFactory>(),
            Options.Create(new ControlOptions { PipelinesDirectory = folder ?? _folder }),
            TimeProvider.System,
            logger);
        await importer.StartAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        return [.. logger.Collector.GetSnapshot().Select(entry => entry.Message)];
    }

    private async Task<int> VersionAsync(string name)
    {
        await using CatalogDbContext catalog = dashboard.Postgres.OpenCatalog();
        return (await catalog.Pipelines.SingleAsync(pipeline => pipeline.Name == name, Cancel)).Version;
    }
}
