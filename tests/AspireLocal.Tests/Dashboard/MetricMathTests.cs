using Aspire.Dashboard.Pages;
using Aspire.Dashboard.Telemetry;

namespace EtlAspire.AspireLocal.Tests.Dashboard;

public sealed class MetricMathTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void A_rate_is_growth_per_second_and_a_smaller_total_began_anew() =>
        Assert.Equal([5.0, 3.0], MetricMath.Rates([Point(0, 10), Point(2, 20), Point(3, 3)]).Select(rate => rate.Value));

    [Theory]
    [InlineData(0.5, 1.0)]
    [InlineData(0.75, 1.5)]
    [InlineData(1.0, 2.0)]
    public void A_percentile_lies_within_its_bucket(double share, double expected) =>
        Assert.Equal(expected, MetricMath.Percentiles([Buckets(0, 10, 10, 0)], share)[0].Value, 0.001);

    [Fact]
    public void Only_what_came_between_two_points_counts()
    {
        var found = MetricMath.Percentiles([Buckets(0, 10, 0, 0), Buckets(5, 10, 10, 0), Buckets(10, 10, 10, 0)], 0.5);

        Assert.Equal([0.5, 1.5], found.Select(point => point.Value)); // and nothing where nothing came
    }

    [Fact]
    public void Beyond_the_last_bound_is_the_last_bound() =>
        Assert.Equal(2, MetricMath.Percentiles([Buckets(0, 0, 0, 10)], 0.99)[0].Value);

    private static MetricPoint Point(int second, double value) => new(Start.AddSeconds(second), value);

    private static MetricPoint Buckets(int second, params long[] counts) =>
        Point(second, 0) with { Count = counts.Sum(), Bounds = [1, 2], Buckets = counts };
}
