namespace EtlAspire.Storage.Tests;

public sealed class SqlNameTests
{
    [Theory]
    [InlineData("users", "\"users\"")]
    [InlineData("a\"; drop table users; --", "\"a\"\"; drop table users; --\"")]
    [InlineData("Ümlaut 'x'", "\"Ümlaut 'x'\"")]
    public void A_name_is_quoted_whole(string name, string quoted) => Assert.Equal(quoted, SqlName.Quote(name));

    [Theory]
    [InlineData("it's", "'it''s'")]
    [InlineData("", "''")]
    public void A_text_is_quoted_whole(string text, string quoted) => Assert.Equal(quoted, SqlName.Literal(text));

    [Fact]
    public void What_SQL_cannot_hold_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SqlName.Quote(""));
        Assert.Throws<ArgumentException>(() => SqlName.Quote("a\0b"));
        Assert.Throws<ArgumentException>(() => SqlName.Literal("a\0b"));
    }
}
