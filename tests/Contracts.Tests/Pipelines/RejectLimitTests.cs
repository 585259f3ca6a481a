using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Contracts.Tests.Pipelines;

public class RejectLimitTests
{
    [Theory]
    [InlineData("5%", 0.05, 0)]
    [InlineData("0.5%", 0.005, 0)]
    [InlineData("100%", 1, 0)]
    [InlineData("0", 0, 0)]
    [InlineData("2500", 0, 2500)]
    public void Limit_is_read(string text, double share, long count)
    {
        var yaml = $"name: users\nmax_rejects: {text}\n{Definition.Source}{Definition.Resources}{Definition.Destination}";

        Assert.Equal(new RejectLimit((decimal)share, count), Definition.Read(yaml).MaxRejects);
    }

    [Theory]
    [InlineData(10, 10, false)]
    [InlineData(1_000, 1_000, false)]
    [InlineData(1_001, 1_001, true)]
    [InlineData(10_000, 100_000, false)]
    [InlineData(10_001, 100_000, true)]
    public void Default_is_the_larger_of_a_tenth_and_a_thousand(long rejected, long records, bool expected) =>
        Assert.Equal(expected, RejectLimit.Default.IsExceeded(rejected, records));

    [Fact]
    public void Limit_of_nothing_is_exceeded_by_one() =>
        Assert.True(new RejectLimit(0, 0).IsExceeded(1, 1_000_000));
}
