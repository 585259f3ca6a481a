using System.Text.Json;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Extractor.Scanning;
using EtlAspire.Extractor.Sources.Rest;

namespace EtlAspire.Extractor.Tests.Sources.Rest;

public sealed class PaginatorsTests
{
    [Fact]
    public void A_single_page_is_all_there_is()
    {
        var paginator = Paginators.Create(new SinglePagePaginator(), null);

        Assert.False(paginator.Completed);
        Assert.Equal("", Query(paginator));

        paginator.Advance(Page(5));

        Assert.True(paginator.Completed);
        Assert.Null(paginator.Checkpoint);
    }

    [Fact]
    public void Pages_are_asked_for_until_one_is_empty()
    {
        var paginator = Paginators.Create(new PageNumberPaginator(BasePage: 0, PageParam: "p"), null);

        Assert.Equal("p=0", Query(paginator));
        paginator.Advance(Page(5));
        Assert.False(paginator.Completed);
        Assert.Equal("p=1", Query(paginator));
        paginator.Advance(Page(0));
        Assert.True(paginator.Completed);
    }

    [Fact]
    public void A_checkpoint_says_where_to_go_on()
    {
        var first = Paginators.Create(new PageNumberPaginator(), null);
        first.Advance(Page(5));
        first.Advance(Page(5));

        var second = Paginators.Create(new PageNumberPaginator(), first.Checkpoint);

        Assert.Equal("""{"page":3}""", first.Checkpoint);
        Assert.Equal("page=3", Query(second));
        Assert.Equal("page 3", second.PageName);
        Assert.Equal("page=3", Query(Paginators.Create(new PageNumberPaginator(), """{"page": 3}""")));
    }

    [Fact]
    public void A_source_that_ignores_the_page_is_not_read_for_ever()
    {
        var paginator = Paginators.Create(new PageNumberPaginator(), null);
        paginator.Advance(Page(5) with { Checksum = "a" });
        paginator.Advance(Page(5) with { Checksum = "b" });
        var afterRestart = Paginators.Create(new PageNumberPaginator(), paginator.Checkpoint);

        var failure = Assert.Throws<ResponseException>(() => afterRestart.Advance(Page(5) with { Checksum = "b" }));

        Assert.Equal("repeated_page", failure.Kind);
    }

    [Fact]
    public void A_page_may_repeat_where_something_else_ends_the_pages()
    {
        var paginator = Paginators.Create(new PageNumberPaginator(MaximumPage: 2), null);
        paginator.Advance(Page(5) with { Checksum = "a" });

        paginator.Advance(Page(5) with { Checksum = "a" });

        Assert.True(paginator.Completed);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void The_maximum_page_is_the_last_one(int page, bool isLast) =>
        Assert.Equal(isLast, IsLast(new PageNumberPaginator(MaximumPage: 3), page, Page(5)));

    [Theory]
    [InlineData(1, 2, 3, false)]
    [InlineData(1, 3, 3, true)]
    [InlineData(0, 1, 3, false)]
    [InlineData(0, 2, 3, true)]
    [InlineData(1, 1, 0, true)]
    public void The_total_counts_pages(int basePage, int page, int total, bool isLast) =>
        Assert.Equal(isLast, IsLast(
            new PageNumberPaginator(BasePage: basePage, TotalPath: "total"), page,
            Page(5, ("total", JsonTokenType.Number, $"{total}"))));

    [Theory]
    [InlineData(JsonTokenType.True, false)]
    [InlineData(JsonTokenType.False, true)]
    public void The_answer_may_say_whether_another_page_follows(JsonTokenType hasMore, bool isLast) =>
        Assert.Equal(isLast, IsLast(
            new PageNumberPaginator(HasMorePath: "more"), 1, Page(5, ("more", hasMore, ""))));

    [Fact]
    public void An_empty_page_is_no_end_when_the_definition_says_so() =>
        Assert.False(IsLast(
            new PageNumberPaginator(StopAfterEmptyPage: false, HasMorePath: "more"), 1, Page(0, ("more", JsonTokenType.True, ""))));

    [Fact]
    public void An_answer_that_lacks_what_was_named_is_an_error()
    {
        Assert.Equal("bad_paginator", Assert.Throws<ResponseException>(
            () => IsLast(new PageNumberPaginator(TotalPath: "total"), 1, Page(5))).Kind);
        Assert.Equal("bad_paginator", Assert.Throws<ResponseException>(
            () => IsLast(new PageNumberPaginator(HasMorePath: "more"), 1, Page(5, ("more", JsonTokenType.Null, "null")))).Kind);
        Assert.True(IsLast(new PageNumberPaginator(TotalPath: "total"), 1, Page(0)));
    }

    private static bool IsLast(PageNumberPaginator definition, int page, PageContent content)
    {
        var paginator = Paginators.Create(definition, $$"""{"page":{{page}}}""");
        paginator.Advance(content);
        return paginator.Completed;
    }

    private static string Query(IPaginator paginator)
    {
        var query = new Dictionary<string, string>();
        paginator.Apply(query);
        return string.Join('&', query.Select(pair => $"{pair.Key}={pair.Value}"));
    }

    private static PageContent Page(long records, params (string Path, JsonTokenType Kind, string Text)[] values) =>
        new(records, values.ToDictionary(value => value.Path, value => new AnswerValue(value.Kind, value.Text)));
}
