using EtlAspire.SystemTests.Hosting;
using Microsoft.Playwright;

namespace EtlAspire.BrowserTests.Browsing;

/// <summary>The whole system, a browser to look at it with, and a source that does what a test tells it.</summary>
public sealed class BrowserSession : IAsyncLifetime
{
    /// <summary>The link that the start prints.</summary>
    public const string LoginLink = $"/login?t={EtlSystem.Token}";

    private static readonly BrowserTypeLaunchOptions LaunchOptions = new()
    {
        ExecutablePath = "/usr/bin/chromium",
        Args =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--no-first-run",
        ],
    };

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public EtlSystem System { get; } = new();

    public TestSource Source { get; } = new();

    public async ValueTask InitializeAsync() =>
        await Task.WhenAll(System.InitializeAsync().AsTask(), Source.InitializeAsync().AsTask(), StartBrowserAsync());

    /// <summary>Opens a window of its own, not logged in.</summary>
    public async Task<Visit> OpenAsync(ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 900)
    {
        var browser = _browser ?? throw new InvalidOperationException("The browser is not started.");
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = System.Client.Http.BaseAddress!.ToString(),
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = height },
        });
        return new Visit(context, await context.NewPageAsync());
    }

    /// <summary>Opens a window of its own, logged in and on the pipelines.</summary>
    public async Task<Visit> LogInAsync(ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 900)
    {
        var visit = await OpenAsync(scheme, width, height);
        await visit.Page.GotoAsync(LoginLink);
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Source.DisposeAsync();
        await System.DisposeAsync();
    }

    private async Task StartBrowserAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(LaunchOptions);
    }
}
