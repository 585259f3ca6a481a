using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace EtlAspire.SampleApi.Tests;

public class FaultsTests(SampleApiFixture api) : IClassFixture<SampleApiFixture>
{
    [Theory]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Status_is_the_one_asked_for(int code)
    {
        using var answer = await GetAsync($"/faults/status/{code}");

        Assert.Equal((HttpStatusCode)code, answer.StatusCode);
    }

    [Fact]
    public async Task Flaky_fails_as_often_as_asked_for_each_key()
    {
        var key = Guid.NewGuid();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync($"/faults/flaky?fail=2&key={key}")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync($"/faults/flaky?fail=2&key={key}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync($"/faults/flaky?fail=2&key={key}")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync($"/faults/flaky?fail=1&key={key}b")).StatusCode);
    }

    [Fact]
    public async Task Html_comes_where_JSON_should_be()
    {
        using var answer = await GetAsync("/faults/html");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Broken_ends_in_the_middle_of_a_record()
    {
        using var answer = await GetAsync("/faults/broken");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("""[{"id":1,"name":"one"},""", text, StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(text));
    }

    [Fact]
    public async Task Empty_is_an_empty_list() => Assert.Empty(await api.GetArrayAsync("/faults/empty"));

    [Fact]
    public async Task Mixed_holds_objects_and_other_things()
    {
        var kinds = (await api.GetArrayAsync("/faults/mixed")).Select(item => item?.GetValueKind() ?? JsonValueKind.Null);

        Assert.Equal(
            [
                JsonValueKind.Object, JsonValueKind.Number, JsonValueKind.String, JsonValueKind.Null, JsonValueKind.Array,
                JsonValueKind.True, JsonValueKind.Object,
            ],
            kinds);
    }

    [Fact]
    public async Task Slow_takes_its_time()
    {
        var start = Stopwatch.GetTimestamp();

        using var answer = await GetAsync("/faults/slow?seconds=0.2");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromSeconds(0.19));
    }

    [Fact]
    public async Task Big_numbers_keep_all_their_digits()
    {
        var values = (await api.GetArrayAsync("/faults/big-number")).Select(item => item!["value"]!.ToJsonString()).ToArray();

        Assert.Equal("0.1234567890123456789", values[0]);
        Assert.Equal(400, values[1].Length);
        Assert.Equal(403, values[2].Length);
    }

    [Fact]
    public async Task Nul_is_in_a_text() =>
        Assert.Equal("before\0after", (string?)(await api.GetArrayAsync("/faults/nul"))[0]!["name"]);

    private Task<HttpResponseMessage> GetAsync(string path) =>
        api.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
}
