using System.Net.ServerSentEvents;
using System.Text.Json;
using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.Dashboard.Tests.Api;

[Collection(DashboardTests.Name)]
public sealed class RunEventEndpointTests(DashboardFixture dashboard)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Run_is_followed_to_its_end()
    {
        using var deadline = StartDeadline();
        var run = await AddRunAsync(RunStatus.Running);
        await dashboard.Postgres.AddLineAsync(run, "first");
        using var client = dashboard.CreateClient();
        await using var events = Follow(client, run, null, deadline.Token).GetAsyncEnumerator(deadline.Token);

        var (name, data, _) = await NextAsync(events);
        Assert.Equal("run", name);
        Assert.Equal("running", data.GetProperty("status").GetString());
        (name, data, var id) = await NextAsync(events);
        Assert.Equal("log", name);
        Assert.NotNull(id);
        Assert.Equal(["at", "level", "stage", "message"], data.EnumerateObject().Select(property => property.Name));
        Assert.Equal("first", data.GetProperty("message").GetString());
        Assert.Equal("info", data.GetProperty("level").GetString());
        Assert.Equal("extract", data.GetProperty("stage").GetString());

        await dashboard.Postgres.AddLineAsync(run, "second\nline");
        (name, data, _) = await NextAsync(events);
        Assert.Equal("log", name);
        Assert.Equal("second\nline", data.GetProperty("message").GetString());

        await CancelAsync(run);
        // Either comes first: the run may be read just before the commit that its lines are read after.
        var last = new[] { await NextAsync(events), await NextAsync(events) }.ToDictionary(item => item.Name, item => item.Data);
        Assert.Equal("cancelled", last["run"].GetProperty("status").GetString());
        Assert.Equal("Cancelled.", last["log"].GetProperty("message").GetString());
        (name, _, _) = await NextAsync(events);
        Assert.Equal("end", name);
        Assert.False(await events.MoveNextAsync());
    }

    [Fact]
    public async Task Listener_that_comes_back_gets_only_later_lines()
    {
        using var deadline = StartDeadline();
        var run = await AddRunAsync(RunStatus.Failed);
        await dashboard.Postgres.AddLineAsync(run, "first");
        await dashboard.Postgres.AddLineAsync(run, "second");
        using var client = dashboard.CreateClient();

        var all = await ReadAllAsync(client, run, null, deadline.Token);
        var rest = await ReadAllAsync(client, run, all.First(item => item.EventType == "log").EventId, deadline.Token);

        Assert.Equal(["run", "log", "log", "end"], all.Select(item => item.EventType));
        var line = Assert.Single(rest, item => item.EventType == "log");
        Assert.Contains("second", line.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_is_given_as_text_a_line_each()
    {
        using var client = dashboard.CreateClient();
        var run = await AddRunAsync(RunStatus.Running);
        await dashboard.Postgres.AddLineAsync(run, "Extracted\nbatch 1.");
        await dashboard.Postgres.AddLineAsync(run, "Tried again.", EventLevel.Warning);

        using var answer = await client.GetAsync($"/api/runs/{run}/log", TestContext.Current.CancellationToken);

        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimEnd('\n').Split('\n');
        Assert.Collection(
            lines,
            line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO  extract   Extracted batch 1\.$", line),
            line => Assert.EndsWith("Z WARN  extract   Tried again.", line, StringComparison.Ordinal));
    }

    private static CancellationTokenSource StartDeadline()
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        return deadline;
    }

    private static async IAsyncEnumerable<SseItem<string>> Follow(
        HttpClient client, Guid run, string? lastEventId,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/runs/{run}/events");
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
            yield return item;
    }

    private static async Task<List<SseItem<string>>> ReadAllAsync(
        HttpClient client, Guid run, string? lastEventId, CancellationToken cancellationToken)
    {
        var items = new List<SseItem<string>>();
        await foreach (var item in Follow(client, run, lastEventId, cancellationToken))
            items.Add(item);
        return items;
    }

    private static async Task<(string Name, JsonElement Data, string? Id)> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        Assert.True(await events.MoveNextAsync());
        return (events.Current.EventType, JsonElement.Parse(events.Current.Data), events.Current.EventId);
    }

    private async Task<Guid> AddRunAsync(RunStatus status) =>
        (await dashboard.Postgres.AddRunAsync(await dashboard.Postgres.AddPipelineAsync(), status)).Id;

    private async Task CancelAsync(Guid run)
    {
        await using var scope = dashboard.Services.CreateAsyncScope();
        Assert.True(await scope.ServiceProvider.GetRequiredService<RunTransitions>()
            .CancelAsync(run, TestContext.Current.CancellationToken));
    }
}
