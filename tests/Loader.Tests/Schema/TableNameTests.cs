using EtlAspire.Loader.Schema;

namespace EtlAspire.Loader.Tests.Schema;

public sealed class TableNameTests
{
    [Fact]
    public void A_staging_table_is_named_after_run_and_table() =>
        Assert.Equal("\"etl_staging\".\"17_users\"", TableName.Staging(17, "users").Quoted);

    [Fact]
    public void Long_names_that_begin_alike_stay_two()
    {
        var one = TableName.Staging(17, new string('a', 62) + "1").Name;
        var other = TableName.Staging(17, new string('a', 62) + "2").Name;

        Assert.Equal(63, one.Length);
        Assert.NotEqual(one, other);
        Assert.StartsWith("17_aaa", one, StringComparison.Ordinal);
    }
}
