using DuckDB.NET.Data;
using EtlAspire.Transformer.Transforming;

namespace EtlAspire.Transformer.Tests.Transforming;

/// <summary>The second wall: even SQL that got past the parser reaches nothing.</summary>
public sealed class BatchDatabaseTests
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
    public void Nothing_outside_the_batch_is_reached(string sql)
    {
        using var database = new BatchDatabase("/lake/typed.parquet");

        var exception = Assert.Throws<DuckDBException>(() => database.Execute(sql));

        Assert.Matches("Permission Error|disabled|locked|not allowed", exception.Message);
    }

    [Fact]
    public async Task A_statement_ends_when_it_is_given_up()
    {
        using var database = new BatchDatabase("/lake/typed.parquet");
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<Exception>(() => database.ExecuteAsync(
            "CREATE TABLE t AS SELECT sum(a.i * b.i) FROM range(1000000) a(i), range(1000000) b(i)", deadline.Token));

        Assert.True(deadline.IsCancellationRequested);
    }
}
