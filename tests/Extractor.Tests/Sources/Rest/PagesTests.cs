using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Sources;
using EtlAspire.Extractor.Tests.Scanning;
using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.Extractor.Tests.Sources.Rest;

/// <summary>What real sources answer at the end of their pages and in between, over real HTTP.</summary>
public sealed class PagesTests
{
    private const string Items = "path: /users, data_selector: items, paginator: page_number";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData(" null ")]
    [InlineData("204")]
    public async Task A_page_with_nothing_in_it_is_the_end(string end)
    {
        var (records, _, requests) = await ReadAsync("path: /users, paginator: page_number", """[{"id":1},{"id":2}]""", end);

        Assert.Equal(["""{"id":1}""", """{"id":2}"""], records);
        Assert.Equal(2, requests);
    }

    [Theory]
    [InlineData("""{"kind":"list","items":[]}""")]
    [InlineData("""{"kind":"list","items":null}""")]
    [InlineData("""{"kind":"list"}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("204")]
    public async Task A_page_without_the_selected_array_is_empty_after_pages_that_had_it(string end)
    {
        var (records, _, _) = await ReadAsync(Items, """{"kind":"list","items":[{"id":1}]}""", end);

        Assert.Equal(["""{"id":1}"""], records);
    }

    [Theory]
    [InlineData("""{"error":"too many requests","code":429}""")]
    [InlineData("""{"kind":"list","error":{}}""")]
    [InlineData("""[{"id":2}]""")]
    [InlineData("\"later\"")]
    public async Task An_answer_of_another_kind_is_not_the_end(string answer)
    {
        var error = await FailAsync(Items, """{"kind":"list","items":[{"id":1}]}""", answer);

        Assert.Equal(ErrorKinds.BadDataSelector, error.Kind);
    }

    [Fact]
    public async Task A_first_page_must_have_the_selected_array() =>
        Assert.Equal(ErrorKinds.BadDataSelector, (await FailAsync(Items, """{"kind":"list"}""")).Kind);

    [Theory]
    [InlineData("""[{"id":1}]""", """{"error":"busy"}""")]
    [InlineData("""{"id":1}""", """[{"id":2}]""")]
    public async Task A_page_that_comes_otherwise_fails_the_run(string first, string second)
    {
        var error = await FailAsync("path: /users, paginator: { type: page_number, maximum_page: 3 }", first, second);

        Assert.Equal(ErrorKinds.UnexpectedPage, error.Kind);
        Assert.Contains("(page 2) answered with an ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equal_pages_are_data_where_a_page_far_behind_is_empty()
    {
        var (records, asked, _) = await ReadAsync("path: /users, paginator: page_number",
            """[{"on":1}]""", """[{"on":1}]""", """[{"on":1}]""", """[{"on":1}]""", "[]");

        Assert.Equal(4, records.Count);
        Assert.Equal(["1", "2", "1000003", "3", "4", "5"], asked);
    }

    [Theory]
    [InlineData("page_number")]
    [InlineData("{ type: page_number, total_path: total }")]
    [InlineData("{ type: page_number, has_more_path: more }")]
    [InlineData("{ type: page_number, maximum_page: 9 }")]
    public async Task A_source_that_ignores_the_page_fails_the_run(string paginator)
    {
        await using var api = await TestApi.StartAsync("""{"total":5,"more":true,"items":[{"id":1},{"id":2}]}""");

        var error = await FailAsync(TestSource.Pipeline(api.BaseUrl, $"path: /users, data_selector: items, paginator: {paginator}"));

        Assert.Equal(ErrorKinds.RepeatedPage, error.Kind);
        Assert.Equal(3, api.Requests);
    }

    [Fact]
    public async Task A_source_that_counts_its_pages_round_fails_the_run()
    {
        await using var api = await TestApi.StartAsync((context, _) => TestApi.WriteAsync(context,
            $$"""[{"id":{{int.Parse(context.Request.Query["page"]!, System.Globalization.CultureInfo.InvariantCulture) % 3}}}]"""));

        var error = await FailAsync(TestSource.Pipeline(api.BaseUrl, "path: /users, paginator: page_number"));

        Assert.Equal(ErrorKinds.RepeatedPage, error.Kind);
        Assert.InRange(api.Requests, 4, 12);
    }

    [Fact]
    public async Task An_empty_page_in_the_middle_is_no_end_where_the_answer_says_so()
    {
        var (records, _, _) = await ReadAsync("path: /users, data_selector: items, paginator: { type: page_number, has_more_path: more }",
            """{"more":true,"items":[{"id":1}]}""", """{"more":true,"items":[]}""", """{"more":"false","items":[{"id":3}]}""");

        Assert.Equal(["""{"id":1}""", """{"id":3}"""], records);
    }

    [Fact]
    public async Task What_is_not_ready_is_asked_for_again()
    {
        var (records, _, requests) = await ReadAsync("path: /users", "202", "202", """[{"id":1}]""");

        Assert.Equal(["""{"id":1}"""], records);
        Assert.Equal(3, requests);
    }

    [Theory]
    [InlineData("202", ErrorKinds.SourceUnavailable)]
    [InlineData("206", ErrorKinds.SourceError)]
    public async Task What_is_not_all_of_it_fails_the_run(string answer, string kind) =>
        Assert.Equal(kind, (await FailAsync("path: /users", answer)).Kind);

    [Theory]
    [InlineData("404")]
    [InlineData("400")]
    public async Task A_refusal_after_the_first_page_may_be_the_end(string answer)
    {
        var later = await FailAsync("path: /users, paginator: page_number", """[{"id":1}]""", answer);
        var first = await FailAsync("path: /users, paginator: page_number", answer);

        Assert.Contains("after the last page?", later.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain("last page", first.Hint, StringComparison.Ordinal);
    }

    /// <summary>Reads a source that answers one after the other, and with the last answer ever after; a number is a status.</summary>
    private static async Task<(List<string> Records, List<string> Asked, int Requests)> ReadAsync(string resource, params string[] answers)
    {
        var asked = new List<string>();
        await using var api = await StartAsync(asked, answers);
        var sink = new CollectingSink();
        await ReadAsync(TestSource.Pipeline(api.BaseUrl, resource), sink);
        Assert.Empty(sink.Rejects);
        return (sink.Records, asked, api.Requests);
    }

    private static async Task<RunError> FailAsync(string resource, params string[] answers)
    {
        await using var api = await StartAsync([], answers);
        return await FailAsync(TestSource.Pipeline(api.BaseUrl, resource));
    }

    private static async Task<RunError> FailAsync(PipelineDefinition pipeline) =>
        (await Assert.ThrowsAsync<RunFailedException>(() => ReadAsync(pipeline, new CollectingSink()))).Error;

    private static Task<TestApi> StartAsync(List<string> asked, string[] answers)
    {
        var answered = 0;
        return TestApi.StartAsync((context, _) =>
        {
            var page = context.Request.Query["page"].ToString();
            asked.Add(page);
            var answer = page.Length > 6 ? "[]" : answers[Math.Min(answered++, answers.Length - 1)];
            if (!int.TryParse(answer, out var status))
                return TestApi.WriteAsync(context, answer);

            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
    }

    private static async Task ReadAsync(PipelineDefinition pipeline, CollectingSink sink)
    {
        await using var services = new ServiceCollection().AddTestSource().BuildServiceProvider();
        using var partition = services.GetRequiredService<SourceRegistry>().For(pipeline).Open(pipeline, pipeline.Resources[0], null);
        for (var pages = 0; !partition.Completed; pages++)
        {
            Assert.InRange(pages, 0, 100);
            await partition.ReadPageAsync(sink, Cancel);
        }
    }
}
