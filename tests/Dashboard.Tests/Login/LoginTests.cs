using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using EtlAspire.Dashboard.Login;

namespace EtlAspire.Dashboard.Tests.Login;

[Collection(DashboardTests.Name)]
public sealed class LoginTests(DashboardFixture dashboard)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/api/pipelines")]
    [InlineData("GET", "/api/runs")]
    [InlineData("POST", "/api/pipelines/users/runs")]
    [InlineData("GET", "/api/lineage/1/1000001")]
    [InlineData("GET", "/api/runs/00000000-0000-0000-0000-000000000000/events")]
    public async Task Api_without_a_login_answers_401_as_a_problem(string method, string path)
    {
        using var client = dashboard.CreateStranger();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await client.SendAsync(request, Cancel);

        var problem = await Problem.AssertAsync(answer, HttpStatusCode.Unauthorized);
        Assert.Contains("/login", problem.Detail(), StringComparison.Ordinal);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Theory]
    [InlineData("Bearer", "wrong")]
    [InlineData("Bearer", "")]
    [InlineData("Basic", DashboardFixture.Token)]
    public async Task Api_with_a_wrong_token_answers_401(string scheme, string token)
    {
        using var client = dashboard.CreateStranger();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, token);

        using var answer = await client.GetAsync("/api/pipelines", Cancel);

        await Problem.AssertAsync(answer, HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/login")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/site.css")]
    public async Task Some_paths_are_open(string path)
    {
        using var client = dashboard.CreateStranger();

        using var answer = await client.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/runs")]
    [InlineData("/warehouse")]
    [InlineData("/new-pipeline")]
    public async Task Pages_without_a_login_lead_to_it(string path)
    {
        using var client = dashboard.CreateStranger();

        using var answer = await client.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/login", answer.Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task Login_link_sets_a_strict_cookie_and_leads_to_the_pipelines()
    {
        using var client = dashboard.CreateStranger();

        using var answer = await client.GetAsync($"/login?t={Uri.EscapeDataString(DashboardFixture.Token)}", Cancel);
        using var page = await client.GetAsync("/", Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Wrong_login_link_shows_the_form()
    {
        using var client = dashboard.CreateStranger();

        using var answer = await client.GetAsync("/login?t=wrong", Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie") && answer.Headers.GetValues("Set-Cookie").Any(
            cookie => cookie.StartsWith("etl-login", StringComparison.Ordinal)));
        Assert.Contains("This is not the token", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_leads_to_no_other_site()
    {
        using var client = dashboard.CreateStranger();

        using var answer = await client.GetAsync(
            $"/login?t={Uri.EscapeDataString(DashboardFixture.Token)}&returnUrl=https://example.com/", Cancel);

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.NotFound)]
    [InlineData("Origin", "http://example.com", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://localhost", HttpStatusCode.NotFound)]
    public async Task Cookie_changes_something_for_our_own_pages_only(string header, string value, HttpStatusCode expected)
    {
        using var client = dashboard.CreateStranger();
        (await client.GetAsync($"/login?t={Uri.EscapeDataString(DashboardFixture.Token)}", Cancel)).Dispose();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/pipelines/there-is-none/runs");
        request.Headers.Add(header, value);

        using var answer = await client.SendAsync(request, Cancel);

        await Problem.AssertAsync(answer, expected);
    }

    [Fact]
    public void Token_is_compared_as_a_whole()
    {
        var token = new LoginToken("abc");

        Assert.True(token.Matches("abc"));
        Assert.False(token.Matches("ab"));
        Assert.False(token.Matches("abcd"));
        Assert.False(token.Matches(""));
        Assert.False(token.Matches(null));
    }

    [Fact]
    public void Missing_token_is_made_up_and_long()
    {
        var token = new LoginToken(" ");

        Assert.True(token.IsGenerated);
        Assert.Matches("^/login\\?t=[0-9a-f]{32}$", token.LoginPath);
        Assert.False(token.Matches(" "));
    }

    [Fact]
    public async Task Description_names_every_call_of_the_contract()
    {
        using var client = dashboard.CreateStranger();

        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancel);

        var calls = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(call => $"{call.Name} {path.Name}"))
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "delete /api/pipelines/{name}",
                "get /api/lineage/{run}/{record}",
                "get /api/pipelines",
                "get /api/pipelines/{name}",
                "get /api/runs",
                "get /api/runs/{id}",
                "get /api/runs/{id}/events",
                "get /api/runs/{id}/log",
                "get /api/runs/{id}/rejects",
                "post /api/pipelines/{name}/pause",
                "post /api/pipelines/{name}/resume",
                "post /api/pipelines/{name}/runs",
                "post /api/reconcile", "post /api/runs/{id}/cancel",
                "post /api/runs/{id}/replay",
                "post /api/runs/{id}/retry",
                "put /api/pipelines/{name}",
            ],
            calls);
    }
}
