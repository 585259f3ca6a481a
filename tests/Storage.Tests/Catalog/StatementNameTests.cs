using EtlAspire.Storage.Catalog;

namespace EtlAspire.Storage.Tests.Catalog;

public sealed class StatementNameTests
{
    [Theory]
    [InlineData("SELECT r.number\nFROM etl.runs AS r\nWHERE r.id = @id", "SELECT etl.runs")]
    [InlineData("SELECT EXISTS (\n    SELECT 1\n    FROM etl.partitions AS p)", "SELECT etl.partitions")]
    [InlineData("insert into etl.loaded_batches (run_id) values ($1)", "INSERT etl.loaded_batches")]
    [InlineData("UPDATE etl.runs AS r\nSET status = 'running'", "UPDATE etl.runs")]
    [InlineData("delete from etl.runs", "DELETE etl.runs")]
    [InlineData("copy \"etl_staging\".\"7_users\" (_run) from stdin (format binary)", "COPY etl_staging.7_users")]
    [InlineData("create table if not exists \"w\".\"t\" (like x)", "CREATE w.t")]
    [InlineData("lock table \"w\".\"t\" in row exclusive mode", "LOCK w.t")]
    [InlineData("select pg_advisory_unlock($1)", "SELECT")]
    [InlineData("set local lock_timeout = '10s';", "SET")]
    [InlineData("-- a comment", null)]
    [InlineData("", null)]
    public void A_statement_is_named_by_what_it_does_and_to_what(string sql, string? name) =>
        Assert.Equal(name, StatementName.Of(sql));
}
