using DuckDB.NET.Data;
using EtlAspire.Transformer.Tests.Support;
using EtlAspire.Transformer.Transforming;

namespace EtlAspire.Transformer.Tests.Transforming;

/// <summary>The second wall: even SQL that got past the parser reaches nothing.</summary>
public sealed class SandboxTests
{
    [Theory]
    [InlineData("SELECT * FROM read_text('/etc/passwd')")]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')")]
    [InlineData("SELECT * FROM glob('/etc/*')")]
    [InlineData("COPY (SELECT 1) TO '/tmp/etl-escaped.csv'")]
    [InlineData("ATTACH '/tmp/etl-escaped.db'")]
    [InlineData("EXPORT DATABASE '/tmp/etl-escaped'")]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD '/tmp/etl-escaped.duckdb_extension'")]
    [InlineData("SELECT * FROM read_text('https://localhost/x')")]
    [InlineData("SET enable_external_access = true")]
    [InlineData("SET memory_limit = '10GB'")]
    [InlineData("SET allowed_directories = ['/']")]
    [InlineData("SELECT * FROM records(1)")]
    [InlineData("SELECT list(i) FROM range(100000000) AS numbers(i)")]
    public void Nothing_outside_the_batch_is_reached(string sql)
    {
        using var sandbox = Sandbox.Take();
        using var command = sandbox.Connection.CreateCommand();
        command.CommandText = sql;

        var exception = Assert.Throws<DuckDBException>(() => command.ExecuteNonQuery());

        Assert.Matches("Permission Error|disabled|locked|not allowed|no such records|Out of Memory", exception.Message);
    }

    [Theory]
    [InlineData("part_of_text('a', '-', 0, true)")]
    [InlineData("take_row()")]
    [InlineData("TAKE_ROW({'a': 1})")]
    [InlineData("main.take_row(a, 1)")]
    [InlineData("a.take_row(1)")]
    [InlineData("list_transform([1], lambda x: take_row(x))")]
    public async Task An_expression_cannot_call_what_trusts_its_arguments(string expression)
    {
        var error = await Transformed.ErrorOfAsync([$"derive: {{ x: \"{expression}\" }}"], """{"a":1}""");

        Assert.Equal("bad_expression", error.Kind);
        Assert.Matches("(take_row|part_of_text) cannot be used", error.Message);
    }

    [Fact]
    public async Task A_transformation_ends_when_it_is_given_up()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TestBatch.TransformAsync(
            ["derive: { n: \"list_sum(list_transform(range(100000000), lambda x: x % 7))\" }"],
            [.. Enumerable.Repeat("""{"a":1}""", 5_000)], (_, _) => Task.CompletedTask, deadline.Token));

        Assert.Equal(["1"], (await TestBatch.TransformAsync([], """{"a":1}""")).Rows);
    }
}
