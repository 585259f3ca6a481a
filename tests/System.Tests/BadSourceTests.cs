using System.Net.Http.Json;
using EtlAspire.SystemTests.Hosting;

namespace EtlAspire.SystemTests;

/// <summary>Whatever a source does, the run ends with a clear outcome and the table of the last good run stands.</summary>
public sealed class BadSourceTests(EtlSystem system)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/faults/status/404", "source_not_found")]
    [InlineData("/faults/status/500", "source_unavailable")]
    [InlineData("/faults/html", "not_json")]
    [InlineData("/faults/broken", "malformed_response")]
    public async Task A_failed_run_says_why_and_leaves_the_last_good_table(string path, string kind)
    {
        var pipeline = Name(kind);
        await PutAsync(pipeline, "/users");
        var good = await system.Client.RunAsync(pipeline, Cancel);
        Assert.True(good.Status == "succeeded", good.ToString());

        await PutAsync(pipeline, path);
        var run = await system.Client.RequestRunAsync(pipeline, Cancel);
        run = await system.Client.WaitForEndAsync(run.Id, Deadline, Cancel);

        Assert.Equal("failed", run.Status);
        Assert.Equal(("extract", kind), (run.Error?.Stage, run.Error?.Kind));
        Assert.Contains(path, run.Error!.Message, StringComparison.Ordinal);
        Assert.NotEmpty(run.Error.Hint);
        Assert.Equal(10, await CountAsync(pipeline));
    }

    [Fact]
    public async Task An_unreachable_source_fails_the_run()
    {
        await PutAsync("unreachable", "/users", baseUrl: "http://127.0.0.1:1");

        var run = await system.Client.RequestRunAsync("unreachable", Cancel);
        run = await system.Client.WaitForEndAsync(run.Id, Deadline, Cancel);

        Assert.Equal(("failed", "source_unavailable"), (run.Status, run.Error?.Kind));
    }

    [Fact]
    public async Task A_source_that_recovers_is_tried_again()
    {
        await PutAsync("flaky", "/faults/flaky", parameters: $"fail: 2, key: {Guid.NewGuid():N}");

        var run = await system.Client.RunAsync("flaky", Cancel);

        Assert.True(run.Status == "succeeded", run.ToString());
    }

    [Fact]
    public async Task An_empty_list_empties_a_table_only_where_the_definition_allows_it()
    {
        await PutAsync("emptied", "/users");
        await system.Client.RunAsync("emptied", Cancel);

        await PutAsync("emptied", "/faults/empty");
        var refused = await system.Client.RunAsync("emptied", Cancel);
        Assert.Equal("empty_source", refused.Error?.Kind);
        Assert.Equal(10, await CountAsync("emptied"));

        await PutAsync("emptied", "/faults/empty", more: "allow_empty: true");
        var run = await system.Client.RunAsync("emptied", Cancel);

        Assert.True(run.Status == "succeeded", run.ToString());
        Assert.Equal(new ReceiptView(0, 0, 0, 0, true), run.Receipt);
        Assert.Equal(0, await CountAsync("emptied"));
    }

    [Fact]
    public async Task Records_that_are_no_objects_are_quarantined_and_the_rest_is_loaded()
    {
        await PutAsync("mixed", "/faults/mixed");

        var run = await system.Client.RunAsync("mixed", Cancel);

        Assert.True(run.Status == "succeeded", run.ToString());
        Assert.True(run.Receipt is { Balanced: true, Quarantined: > 0, Loaded: > 0 }, run.Receipt.ToString());
        var rejects = await system.Client.Http.GetFromJsonAsync<List<RejectView>>(
            new Uri($"/api/runs/{run.Id}/rejects", UriKind.Relative), Cancel);
        Assert.Equal(run.Receipt.Quarantined, rejects!.Count);
        Assert.All(rejects, reject => Assert.Equal("extract", reject.Stage));
    }

    private static string Name(string kind) => kind.Replace('_', '-');

    private Task PutAsync(string pipeline, string path, string baseUrl = "${env:SAMPLE_API}", string parameters = "", string more = "allow_empty: false") =>
        system.Client.PutPipelineAsync(pipeline, $$"""
            name: {{pipeline}}
            source: { type: rest, base_url: "{{baseUrl}}" }
            resources:
              - name: {{pipeline.Replace('-', '_')}}
                path: "{{path}}"
                params: { {{parameters}} }
                write_disposition: replace
                {{more}}
                transform: [flatten]
            destination: { schema: faults }
            """, Cancel);

    private async Task<long> CountAsync(string pipeline)
    {
        await using var command = system.Warehouse.CreateCommand(
            $"select count(*) from faults.\"{pipeline.Replace('-', '_')}\"");
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
