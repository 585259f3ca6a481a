using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Contracts.Tests.Pipelines;

public class SchedulesTests
{
    [Fact]
    public void Next_time_is_after_the_moment_and_in_UTC() =>
        Assert.Equal(
            new DateTimeOffset(2026, 3, 2, 3, 0, 0, TimeSpan.Zero),
            Schedules.NextAfter("0 3 * * *", new DateTimeOffset(2026, 3, 1, 3, 0, 0, TimeSpan.Zero)));
}
