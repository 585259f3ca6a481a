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

        Advance(paginator, Page(5));

        Assert.True(paginator.Completed);
        Assert.Null(paginator.Checkpoint);
    }

    [Fact]
    public void Pages_are_asked_for_until_one_is_empty()
    {
        var paginator = Paginators.Create(new PageNumberPaginator(BasePage: 0, PageParam: "p"), null);

        Assert.Equal("p=0", Query(paginator));
        Advance(paginator, Page(5));
        Assert.False(paginator.Completed);
        Assert.Equal("p=1", Query(paginator));
        Advance(paginator, Page(0));
        Assert.True(paginator.Completed);
    }

    [Fact]
    public void A_checkpoint_says_where_to_go_on()
    {
        var first = Paginators.Create(new PageNumberPaginator(), null);
        Advance(first, Page(5));
        Advance(first, Page(5));

        var second = Paginators.Create(new PageNumberPaginator(), first.Checkpoint);

        Assert.Equal("page=3", Query(second));
        Assert.Equal("page 3", second.PageName);
        Assert.Equal("page=3", Query(Paginators.Create(new PageNumberPaginator(), """{"page": 3}""")));
    }

    [Fact]
    public void A_checkpoint_of_the_version_before_is_gone_on_with() => Assert.Equal("page=3",
        Query(Paginators.Create(new PageNumberPaginator(), """{"page":3,"previous":"0011223344556677"}""")));

    [Fact]
    public void Pages_that_come_again_are_repeated_if_one_far_behind_them_is_the_same()
    {
        var paginator = Paginators.Create(new PageNumberPaginator(TotalPath: "total"), null);
        Advance(paginator, Page("a", ("total", JsonTokenType.Number, "5")));
        var afterRestart = Paginators.Create(new PageNumberPaginator(TotalPath: "total"), paginator.Checkpoint);
        var again = Page("a", ("total", JsonTokenType.Number, "5"));

        var far = Assert.NotNull(afterRestart.FarPage(again));

        Assert.Equal("page 1000003", far.Name);
        Assert.Equal("repeated_page", Assert.Throws<ResponseException>(() => afterRestart.Advance(again, again)).Kind);
    }

    [Fact]
    public void Equal_pages_are_data_if_one_far_behind_them_is_another_and_nobody_asks_again()
    {
        var paginator = Paginators.Create(new PageNumberPaginator(), null);
        Advance(paginator, Page("a"));
        Assert.NotNull(paginator.FarPage(Page("a")));
        paginator.Advance(Page("a"), PageContent.Empty);
        var afterRestart = Paginators.Create(new PageNumberPaginator(), paginator.Checkpoint);

        Assert.Null(afterRestart.FarPage(Page("a")));

        Advance(afterRestart, Page("a"));
        Assert.False(afterRestart.Completed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public void A_circle_of_any_length_is_found_and_the_far_page_lies_whole_circles_behind(int length)
    {
        var paginator = Paginators.Create(new PageNumberPaginator(), null);
        for (var page = 1; page <= 4 * length + 4; page++)
        {
            var content = Page($"{page % length}");
            if (paginator.FarPage(content) is { } far)
            {
                var number = int.Parse(far.Name["page ".Length..], System.Globalization.CultureInfo.InvariantCulture);
                Assert.Equal(page % length, number % length);
                Assert.True(number > page + 1_000_000);
                return;
            }

            Advance(paginator, content);
        }

        Assert.Fail("The circle was not found.");
    }

    [Fact]
    public void What_is_remembered_does_not_grow_with_the_pages()
    {
        var paginator = Paginators.Create(new PageNumberPaginator(), null);
        for (var page = 0; page < 10_000; page++)
            Advance(paginator, Page($"{page:x16}"));

        Assert.InRange(paginator.Checkpoint!.Length, 1, 200);
    }

    [Fact]
    public void A_page_unlike_those_before_it_is_an_error()
    {
        var paginator = Paginators.Create(new PageNumberPaginator(MaximumPage: 3), null);
        Advance(paginator, Page("a") with { Form = PageForm.Array });
        Advance(paginator, Page(0));
        var afterRestart = Paginators.Create(new PageNumberPaginator(MaximumPage: 3), paginator.Checkpoint);

        Assert.Equal("unexpected_page",
            Assert.Throws<ResponseException>(() => Advance(afterRestart, Page("b") with { Form = PageForm.Object })).Kind);
    }

    [Fact]
    public void Empty_pages_without_end_are_an_error()
    {
        var paginator = Paginators.Create(new PageNumberPaginator(StopAfterEmptyPage: false, HasMorePath: "more"), null);
        var empty = Page(0, ("more", JsonTokenType.True, "true"));
        for (var page = 0; page < 1_000; page++)
            Advance(paginator, empty);

        Assert.Equal("empty_pages", Assert.Throws<ResponseException>(() => Advance(paginator, empty)).Kind);
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
    [InlineData(JsonTokenType.Number, "2.0")]
    [InlineData(JsonTokenType.Number, "20e-1")]
    [InlineData(JsonTokenType.String, "2")]
    [InlineData(JsonTokenType.String, " 2 ")]
    public void The_total_may_be_written_in_many_ways(JsonTokenType kind, string total)
    {
        Assert.False(IsLast(new PageNumberPaginator(TotalPath: "total"), 1, Page(5, ("total", kind, total))));
        Assert.True(IsLast(new PageNumberPaginator(TotalPath: "total"), 2, Page(5, ("total", kind, total))));
    }

    [Theory]
    [InlineData(JsonTokenType.Number, "2.5")]
    [InlineData(JsonTokenType.Number, "1e99")]
    [InlineData(JsonTokenType.String, "two")]
    [InlineData(JsonTokenType.String, "")]
    [InlineData(JsonTokenType.True, "true")]
    public void A_total_that_is_no_whole_number_is_an_error(JsonTokenType kind, string total) =>
        Assert.Equal("bad_paginator", Assert.Throws<ResponseException>(
            () => IsLast(new PageNumberPaginator(TotalPath: "total"), 1, Page(5, ("total", kind, total)))).Kind);

    [Theory]
    [InlineData(JsonTokenType.True, "true", false)]
    [InlineData(JsonTokenType.False, "false", true)]
    [InlineData(JsonTokenType.Number, "1", false)]
    [InlineData(JsonTokenType.Number, "0", true)]
    [InlineData(JsonTokenType.String, "true", false)]
    [InlineData(JsonTokenType.String, "False", true)]
    [InlineData(JsonTokenType.String, "1", false)]
    public void The_answer_may_say_whether_another_page_follows(JsonTokenType kind, string hasMore, bool isLast) =>
        Assert.Equal(isLast, IsLast(
            new PageNumberPaginator(HasMorePath: "more"), 1, Page(5, ("more", kind, hasMore))));

    [Theory]
    [InlineData(JsonTokenType.Number, "2")]
    [InlineData(JsonTokenType.String, "yes")]
    [InlineData(JsonTokenType.StartObject, "{")]
    public void A_flag_that_is_neither_true_nor_false_is_an_error(JsonTokenType kind, string hasMore) =>
        Assert.Equal("bad_paginator", Assert.Throws<ResponseException>(
            () => IsLast(new PageNumberPaginator(HasMorePath: "more"), 1, Page(5, ("more", kind, hasMore)))).Kind);

    [Fact]
    public void A_page_with_nothing_in_it_says_no_total_and_the_one_before_counts()
    {
        var paginator = Paginators.Create(new PageNumberPaginator(StopAfterEmptyPage: false, TotalPath: "total"), null);
        Advance(paginator, Page(5, ("total", JsonTokenType.Number, "3")));

        Advance(paginator, PageContent.Empty);

        Assert.False(paginator.Completed);
        Advance(paginator, Page(5, ("total", JsonTokenType.Number, "3")));
        Assert.True(paginator.Completed);
    }

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
        Assert.Equal("bad_paginator", Assert.Throws<ResponseException>(
            () => IsLast(new PageNumberPaginator(TotalPath: "total"), 1, Page(0))).Kind);
    }

    private static bool IsLast(PageNumberPaginator definition, int page, PageContent content)
    {
        var paginator = Paginators.Create(definition, $$"""{"page":{{page}}}""");
        Advance(paginator, content);
        return paginator.Completed;
    }

    private static void Advance(IPaginator paginator, PageContent page) => paginator.Advance(page, null);

    private static string Query(IPaginator paginator)
    {
        var query = new Dictionary<string, string>();
        paginator.Apply(query);
        return string.Join('&', query.Select(pair => $"{pair.Key}={pair.Value}"));
    }

    private static PageContent Page(string checksum, params (string Path, JsonTokenType Kind, string Text)[] values) =>
        Page(5, values) with { Checksum = checksum };

    private static PageContent Page(long records, params (string Path, JsonTokenType Kind, string Text)[] values) =>
        new(records, values.ToDictionary(value => value.Path, value => new AnswerValue(value.Kind, value.Text)));
}
