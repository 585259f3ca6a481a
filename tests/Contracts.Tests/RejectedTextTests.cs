using EtlAspire.Contracts.Runs;

namespace EtlAspire.Contracts.Tests;

public sealed class RejectedTextTests
{
    [Theory]
    [InlineData("[", "one JSON array")]
    [InlineData("""[{"id":1},{"id":2}]""", "one JSON array")]
    [InlineData("  {", "JSON over several lines")]
    [InlineData("<?xml version='1.0'?>", "XML or HTML")]
    [InlineData("id;name", "CSV")]
    [InlineData("id,name", "CSV")]
    [InlineData("PAR1\u0015", "Parquet")]
    [InlineData("\u001F\uFFFD\u0008", "compressed")]
    [InlineData("(\uFFFD/\uFFFD", "compressed")]
    public void What_the_file_seems_to_be_is_said(string record, string expected) =>
        Assert.Contains(expected, RejectedText.GuessFormat(record), StringComparison.Ordinal);

    [Theory]
    [InlineData("hello")]
    [InlineData("")]
    [InlineData("""{"id":1,}""")]
    public void Nothing_is_guessed_without_a_reason(string record) => Assert.Null(RejectedText.GuessFormat(record));
}
