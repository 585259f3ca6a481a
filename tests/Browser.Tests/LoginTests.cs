using EtlAspire.BrowserTests.Browsing;
using EtlAspire.SystemTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EtlAspire.BrowserTests;

public sealed class LoginTests(BrowserSession session)
{
    [Fact]
    public async Task A_wrong_token_stays_on_the_login_and_says_so()
    {
        await using var visit = await session.OpenAsync();
        var page = visit.Page;

        await page.GotoAsync("/runs");
        await page.GetByLabel("Token").FillAsync("not-it");
        await page.GetByLabel("Token").PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is not the token.");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/login"));
        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_token_leads_to_the_page_that_was_asked_for()
    {
        await using var visit = await session.OpenAsync();
        var page = visit.Page;

        await page.GotoAsync("/runs?status=failed");
        await page.GetByLabel("Token").FillAsync(EtlSystem.Token);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/runs\\?status=failed$"));
    }
}
