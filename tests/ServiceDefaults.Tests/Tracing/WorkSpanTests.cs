using System.Diagnostics;
using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.ServiceDefaults.Tracing;

namespace EtlAspire.ServiceDefaults.Tests.Tracing;

public sealed class WorkSpanTests : IDisposable
{
    private static readonly ActivitySource Source = new("EtlAspire.WorkSpanTests");
    private static readonly RunError Error = new(Stage.Load, "table_gone", "The table is gone.", "Bring it back.");

    private readonly RecordedSpans _spans = new();
    private readonly string _run = RunTrace.NewTraceParent();

    public void Dispose() => _spans.Dispose();

    [Fact]
    public async Task A_failure_is_on_the_span_where_it_happened_and_goes_on_its_way()
    {
        await Assert.ThrowsAsync<RunFailedException>(() => WorkAsync(Batch(1), () => throw new RunFailedException(Error)));

        var span = _spans.Of(_run).Single(span => span.DisplayName == "load things");
        Assert.Equal((ActivityStatusCode.Error, "The table is gone."), (span.Status, span.StatusDescription));
        Assert.Equal("table_gone", span.GetTagItem("error.type"));
        Assert.Equal("exception", Assert.Single(span.Events).Name);
    }

    [Fact]
    public async Task What_is_not_recorded_in_detail_leaves_no_span()
    {
        await WorkAsync(Batch(RunTrace.DetailedBatches + 1), () => Task.FromResult(0));

        Assert.Empty(_spans.Of(_run));
    }

    [Fact]
    public async Task What_is_not_recorded_in_detail_is_recorded_when_it_fails()
    {
        var before = TimeProvider.System.GetUtcNow();
        await Assert.ThrowsAsync<TimeoutException>(() => WorkAsync(Batch(99), () => throw new TimeoutException("Too slow.")));

        var span = Assert.Single(_spans.Of(_run));
        Assert.Equal(("load things", ActivityStatusCode.Error), (span.DisplayName, span.Status));
        Assert.Equal(("System.TimeoutException", 99), (span.GetTagItem("error.type"), span.GetTagItem("etl.batch.number")));
        Assert.Equal(_run.Split('-')[2], span.ParentSpanId.ToHexString());
        Assert.InRange(span.StartTimeUtc, before.UtcDateTime.AddMilliseconds(-1), TimeProvider.System.GetUtcNow().UtcDateTime);
    }

    [Fact]
    public void What_a_message_leads_to_is_linked_to_the_request_in_another_trace()
    {
        var cause = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        RunTrace.Join(new RunRequested(Guid.Empty), _run, "dispatch RunRequested", cause)!.Dispose();

        Assert.Equal(cause.TraceId, Assert.Single(Assert.Single(_spans.Of(_run)).Links).Context.TraceId);
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 19, true)]
    [InlineData(19, 0, true)]
    [InlineData(10, 10, false)]
    public void The_first_slices_of_the_first_partitions_are_recorded_in_detail(int partition, int slice, bool isDetailed) =>
        Assert.Equal(isDetailed, RunTrace.IsDetailed(new ExtractSlice(Guid.Empty, partition, slice)));

    private static BatchTransformed Batch(int number) => new(Guid.Empty, number);

    private async Task WorkAsync(BatchTransformed message, Func<Task<int>> work)
    {
        using var place = RunTrace.Join(message, _run, "go on");
        using var span = WorkSpan.Start(Source, "load things", ActivityKind.Internal, _run)
            .SetTag("etl.batch.number", message.BatchNumber);
        await span.RunAsync(work);
    }
}
