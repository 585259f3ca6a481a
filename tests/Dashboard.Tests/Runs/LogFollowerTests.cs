using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Runs;
using EtlAspire.Storage.Catalog;
using Microsoft.Extensions.Time.Testing;

namespace EtlAspire.Dashboard.Tests.Runs;

public sealed class LogFollowerTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Line_that_becomes_visible_late_is_sent_once()
    {
        var follower = new LogFollower(0, _clock);

        Assert.Equal([1, 3], Take(follower, 1, 3));
        Assert.Equal([2], Take(follower, 1, 2, 3));
        Assert.Empty(Take(follower, 1, 2, 3));
        Assert.Equal(0, follower.Floor);
    }

    [Fact]
    public void Old_lines_are_not_read_again()
    {
        var follower = new LogFollower(0, _clock);
        Take(follower, 1, 2);
        _clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal([3], Take(follower, 1, 2, 3));

        Assert.Equal(2, follower.Floor);
        Assert.Empty(Take(follower, 3));
    }

    [Fact]
    public void Lines_that_the_listener_has_are_left_out()
    {
        var follower = new LogFollower(5, _clock);

        Assert.Equal([6], Take(follower, 4, 5, 6));
    }

    private List<long> Take(LogFollower follower, params long[] ids) =>
    [
        .. follower.TakeNew(
                [.. ids.Select(id => new LogLine(id, _clock.GetUtcNow(), EventLevel.Info, Stage.Run, "line"))])
            .Select(line => line.Id),
    ];
}
