using EtlAspire.BrowserTests.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EtlAspire.BrowserTests;

public sealed class RejectsTests(BrowserSession session)
{
    [Fact]
    public async Task Rejects_show_reason_and_raw_record_and_hostile_text_stays_text()
    {
        var cancel = TestContext.Current.CancellationToken;
        await session.System.Client.PutPipelineAsync("hostile", Definitions.OfHostileRecords("hostile", session.Source), cancel);
        var run = await session.System.Client.RunAsync("hostile", cancel);
        Assert.True(run.Status == "succeeded", run.ToString());
        await using var visit = await session.LogInAsync();
        var page = visit.Page;

        await page.GotoAsync($"/runs/{run.Id}");
        await page.GetByRole(AriaRole.Link, new() { Name = "records quarantined" }).ClickAsync();

        var rows = page.GetByRole(AriaRole.Region, new() { Name = "Rejects" }).Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(2);
        foreach (var stage in (string[])["extract", "transform"])
        {
            var row = rows.Filter(new() { Has = page.GetByRole(AriaRole.Cell, new() { Name = stage, Exact = true }) });
            await Expect(row.Locator(".record")).ToContainTextAsync(TestSource.HostileText);
            await Expect(row.Locator("td").Nth(3)).Not.ToBeEmptyAsync();
        }

        await Expect(page.Locator("main script")).ToHaveCountAsync(0);
        await Expect(page).ToHaveTitleAsync($"Rejects of run {run.Number} · EtlAspire");
        Assert.Empty(visit.Complaints);
    }
}
