using Deque.AxeCore.Playwright;
using EtlAspire.BrowserTests.Browsing;
using Microsoft.Playwright;

namespace EtlAspire.BrowserTests;

/// <summary>What must hold of every page, in every state.</summary>
public sealed class EveryPageTests(BrowserSession session, Scenes scenes) : IClassFixture<Scenes>
{
    private const int NarrowWidth = 400;

    // What the browser reports about an answer that is meant: a refused form, a missing page.
    private const string RefusalReport = "the server responded with a status of 4";

    [Theory]
    [MemberData(nameof(Scenes.Names), MemberType = typeof(Scenes))]
    public async Task Nobody_is_shut_out_in_light_or_dark(string scene)
    {
        await using var visit = await ShowAsync(scene);

        await CheckAccessibilityAsync(visit, scene, ColorScheme.Light);
        await CheckAccessibilityAsync(visit, scene, ColorScheme.Dark);

        Assert.DoesNotContain(visit.Complaints, report => !report.Contains(RefusalReport, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Scenes.Names), MemberType = typeof(Scenes))]
    public async Task A_narrow_window_needs_no_sideways_scrolling(string scene)
    {
        await using var visit = await ShowAsync(scene, NarrowWidth);

        await visit.KeepScreenshotAsync($"{scene}-narrow");

        Assert.Equal(NarrowWidth, await visit.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
    }

    private static async Task CheckAccessibilityAsync(Visit visit, string scene, ColorScheme scheme)
    {
        await visit.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await visit.KeepScreenshotAsync($"{scene}-{scheme.ToString().ToLowerInvariant()}");

        var result = await visit.Page.RunAxe();

        Assert.Empty(result.Violations
            .Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{scheme}: {violation.Id}: {violation.Nodes.First().Html}"));
    }

    private async Task<Visit> ShowAsync(string scene, int width = 1280)
    {
        var visit = scene.StartsWith("login", StringComparison.Ordinal)
            ? await session.OpenAsync(width)
            : await session.LogInAsync(width);
        await scenes.ShowAsync(visit.Page, scene);
        return visit;
    }
}
