using System.Text.RegularExpressions;
using EtlAspire.BrowserTests.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EtlAspire.BrowserTests;

public sealed class KeyboardTests(BrowserSession session)
{
    // More than the pipelines page has to stop at.
    private const int MaxStops = 100;

    [Fact]
    public async Task Tab_reaches_Run_and_Enter_presses_it()
    {
        await using var visit = await session.LogInAsync();
        var page = visit.Page;
        var run = page.GetByRole(AriaRole.Button, new() { Name = "Run users" });

        for (var stop = 0; stop < MaxStops && !await IsFocusedAsync(run); stop++)
            await page.Keyboard.PressAsync("Tab");
        await Expect(run).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new Regex("/runs/[0-9a-f-]{36}$"));
        await Expect(page.Locator("#status")).ToHaveTextAsync("succeeded", new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task The_first_stop_skips_to_the_content()
    {
        await using var visit = await session.LogInAsync();
        var page = visit.Page;

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#main")).ToBeFocusedAsync();
    }

    private static Task<bool> IsFocusedAsync(ILocator locator) =>
        locator.EvaluateAsync<bool>("element => element === document.activeElement");
}
