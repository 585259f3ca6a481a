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
        using var connection = Sandbox.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;

        var exception = Assert.Throws<DuckDBException>(() => command.ExecuteNonQuery());

        Assert.Matches("Permission Error|disabled|locked|not allowed|no such records|Out of Memory", exception.Message);
    }

    [Fact]
    public async Task Once_abandoned_it_begins_anew()
    {
        Sandbox.Abandon();

        var batch = await TestBatch.TransformAsync([], """{"a":1}""");

        Assert.Equal(["1"], batch.Rows);
    }
}
