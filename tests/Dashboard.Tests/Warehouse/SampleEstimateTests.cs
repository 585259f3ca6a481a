using CsCheck;
using EtlAspire.Dashboard.Warehouse;

namespace EtlAspire.Dashboard.Tests.Warehouse;

public sealed class SampleEstimateTests
{
    [Fact]
    public void Sample_of_everything_is_exact() =>
        Gen.Select(Gen.Long[0, 1000], Gen.Long[0, 1000]).Sample((distinct, rows) =>
            SampleEstimate.Distinct(distinct, 0, rows, rows) == distinct);

    [Fact]
    public void Estimate_lies_between_what_was_seen_and_what_there_is() =>
        Gen.Select(Gen.Long[1, 1000], Gen.Long[1, 1000], Gen.Long[0, 1000], Gen.Long[0, 1_000_000]).Sample(
            (sampled, distinct, once, more) =>
            {
                (distinct, once) = (Math.Min(distinct, sampled), Math.Min(once, Math.Min(distinct, sampled)));
                var estimate = SampleEstimate.Distinct(distinct, once, sampled, sampled + more);
                return estimate >= distinct && estimate <= sampled + more;
            });

    [Fact]
    public void Values_that_are_all_different_are_taken_for_a_key() =>
        Assert.Equal(1_000_000, SampleEstimate.Distinct(1000, 1000, 1000, 1_000_000));

    [Fact]
    public void Values_that_all_repeat_are_taken_for_all_there_are() =>
        Assert.Equal(7, SampleEstimate.Distinct(7, 0, 1000, 1_000_000));
}
