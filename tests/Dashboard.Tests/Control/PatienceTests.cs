using EtlAspire.Dashboard.Control;

namespace EtlAspire.Dashboard.Tests.Control;

public sealed class PatienceTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly Patience Patience = new(TimeSpan.FromSeconds(10));

    [Theory]
    [InlineData(0, 9, false)]
    [InlineData(0, 10, true)]
    [InlineData(1, 19, false)]
    [InlineData(1, 20, true)]
    [InlineData(3, 79, false)]
    [InlineData(3, 80, true)]
    [InlineData(9, 319, false)]
    [InlineData(9, 320, true)]
    public void Pause_doubles_with_every_nudge_up_to_a_limit(int nudges, int seconds, bool due)
    {
        var standstill = Patience.Measure(Start, Start, nudges, Start.AddSeconds(seconds));

        Assert.Equal(due, standstill.NudgeIsDue);
        Assert.Equal(nudges, standstill.Nudges);
    }

    [Fact]
    public void Progress_since_the_last_nudge_begins_anew()
    {
        var standstill = Patience.Measure(Start.AddSeconds(60), Start, 5, Start.AddSeconds(65));

        Assert.Equal(0, standstill.Nudges);
        Assert.Equal(TimeSpan.FromSeconds(5), standstill.Length);
    }

    [Fact]
    public void Time_without_a_control_loop_does_not_count()
    {
        var standstill = Patience.Measure(Start, Start, 0, Start.AddDays(1));

        Assert.True(standstill.NudgeIsDue);
        Assert.Equal(TimeSpan.FromSeconds(10), standstill.Length);
    }

    [Fact]
    public void Old_progress_does_not_count_against_a_run_that_was_retried()
    {
        var standstill = Patience.Measure(Start.AddHours(-5), Start, 1, Start.AddSeconds(5));

        Assert.Equal(TimeSpan.FromSeconds(15), standstill.Length);
    }
}
