using Deque.AxeCore.Playwright;
using EtlAspire.BrowserTests.Browsing;
using Microsoft.Playwright;

namespace EtlAspire.BrowserTests;

/// <summary>What must hold of every page, in every state.</summary>
public sealed class EveryPageTests(BrowserSession session, Scenes scenes) : IClassFixture<Scenes>
{
    private const int NarrowWidth = 400;

    [Theory]
    [MemberData(nameof(Scenes.Names), MemberType = typeof(Scenes))]
    public Task Nobody_is_shut_out_in_light(string scene) => CheckAccessibilityAsync(scene, ColorScheme.Light);

    [Theory]
    [MemberData(nameof(Scenes.Names), MemberType = typeof(Scenes))]
    public Task Nobody_is_shut_out_in_dark(string scene) => CheckAccessibilityAsync(scene, ColorScheme.Dark);

    [Theory]
    [MemberData(nameof(Scenes.Names), MemberType = typeof(Scenes))]
    public async Task A_narrow_window_needs_no_sideways_scrolling(string scene)
    {
        await using var visit = await ShowAsync(scene, ColorScheme.Light, NarrowWidth);

        await visit.KeepScreenshotAsync($"{scene}-narrow");

        Assert.Equal(NarrowWidth, await visit.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
    }

    private async Task CheckAccessibilityAsync(string scene, ColorScheme scheme)
    {
        await using var visit = await ShowAsync(scene, scheme);
        await visit.KeepScreenshotAsync($"{scene}-{scheme.ToString().ToLowerInvariant()}");

        var result = await visit.Page.RunAxe();

        Assert.Empty(result.Violations
            .Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
        // A refused form or a missing page is an answer whose status the browser reports too.
        Assert.DoesNotContain(visit.Complaints, complaint => !complaint.Contains("the server responded with a status of 4", StringComparison.Ordinal));
    }

    private async Task<Visit> ShowAsync(string scene, ColorScheme scheme, int width = 1280)
    {
        var visit = scene.StartsWith("login", StringComparison.Ordinal)
            ? await session.OpenAsync(scheme, width)
            : await session.LogInAsync(scheme, width);
        await scenes.ShowAsync(visit.Page, scene);
        return visit;
    }
}
