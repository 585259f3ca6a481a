using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace EtlAspire.BrowserTests.Browsing;

/// <summary>A person at a window of the browser, with nothing kept from other windows.</summary>
public sealed class Visit : IAsyncDisposable
{
    private const float ActionTimeout = 30_000;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    public Visit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.SetDefaultTimeout(ActionTimeout);
        page.PageError += (_, error) => _complaints.Enqueue($"{page.Url}: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Enqueue($"{page.Url}: {message.Text}");
        };
    }

    public IPage Page { get; }

    /// <summary>What the browser complained about: failed scripts, refused styles, missing files.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Keeps a picture of the page among the results of the tests.</summary>
    public Task KeepScreenshotAsync(string name, bool fullPage = true) => Page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Screenshots.Folder, $"{name}.png"),
        FullPage = fullPage,
        Animations = ScreenshotAnimations.Disabled,
    });

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
