using EtlAspire.Contracts.Runs;

namespace EtlAspire.Loader.Tests.Publishing;

public sealed class UnknownColumnTests(TestWarehouse warehouse) : IClassFixture<TestWarehouse>
{
    private const string Nope = """{"name":"nope","step":"drop","line":9}""";
    private const string Some = """{"name":"some","step":"drop","line":9}""";

    [Fact]
    public async Task A_name_that_no_batch_has_is_a_warning()
    {
        var run = await StartAsync("unknown", "", $"[{Nope},{Some}]", $"[{Some},{Nope}]", $"[{Nope}]");

        await run.PublishAsync();

        Assert.Equal([new RunWarning(WarningKinds.UnknownColumn, "No record has 'nope', which 'drop' names: taken as null.", 9)],
            (await run.ReadAsync()).Warnings);
    }

    [Theory]
    [InlineData("[]", $"[{Nope}]")]
    [InlineData(null, $"[{Nope}]")]
    public async Task A_name_that_some_batch_has_or_may_have_had_is_none(string? one, string other)
    {
        var run = await StartAsync($"known_{one?.Length ?? 0}", "on_missing_column: fail", one, other);

        Assert.True(await run.PublishAsync());

        Assert.Empty((await run.ReadAsync()).Warnings);
    }

    [Fact]
    public async Task It_is_an_error_where_the_definition_says_so()
    {
        var run = await StartAsync("unknown_fails", "on_missing_column: fail", $"[{Nope}]");

        var error = await run.FailToPublishAsync();

        Assert.Equal((ErrorKinds.UnknownColumn, "No record has 'nope', which 'drop' names (line 9 of the definition)."), (error.Kind, error.Message));
    }

    private async Task<TestRun> StartAsync(string table, string settings, params string?[] missing)
    {
        var run = await warehouse.StartRunAsync(table, resourceSettings: settings);
        foreach (var names in missing)
        {
            await run.LoadAsync(await run.AddBatchAsync(
                "select 1000001::bigint as _record, 1::bigint as id", """[{"name":"id","type":"bigint"}]""", missing: names));
        }

        return run;
    }
}
