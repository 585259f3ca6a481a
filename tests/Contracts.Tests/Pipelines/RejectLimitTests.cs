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
    [InlineData(10, 20, false)]
    [InlineData(11, 20, true)]
    [InlineData(10_000, 100_000, false)]
    [InlineData(10_001, 100_000, true)]
    public void Default_is_a_tenth_but_at_least_ten(long rejected, long records, bool expected) =>
        Assert.Equal(expected, RejectLimit.Default.IsExceeded(rejected, records));

    [Theory]
    [InlineData("100%", true)]
    [InlineData("99.9%", false)]
    [InlineData("1000000", false)]
    public void Only_all_of_a_hundred_percent_is_all(string text, bool expected) => Assert.Equal(expected,
        Definition.Read($"name: users\nmax_rejects: {text}\n{Definition.Source}{Definition.Resources}{Definition.Destination}")
            .MaxRejects.AllowsAll);

    [Fact]
    public void Limit_of_nothing_is_exceeded_by_one() =>
        Assert.True(new RejectLimit(0, 0).IsExceeded(1, 1_000_000));
}
