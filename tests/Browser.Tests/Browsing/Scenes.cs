using EtlAspire.SystemTests.Hosting;
using Microsoft.Playwright;

namespace EtlAspire.BrowserTests.Browsing;

/// <summary>Every page, in every state that looks different.</summary>
public sealed class Scenes(BrowserSession session) : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, string> _paths = new()
    {
        ["login"] = "/login",
        ["login-refused"] = "/login?t=wrong",
        ["pipelines"] = "/",
        ["new-pipeline"] = "/new-pipeline",
        ["new-pipeline-with-errors"] = "/new-pipeline",
        ["pipeline"] = "/pipelines/users",
        ["pipeline-never-run"] = "/pipelines/scene-idle",
        ["pipeline-contested"] = "/pipelines/scene-contested",
        ["pipeline-paused"] = "/pipelines/scene-paused",
        ["pipeline-delete"] = "/pipelines/users/delete",
        ["runs"] = "/runs",
        ["runs-none"] = "/runs?pipeline=scene-idle",
        ["warehouse"] = "/warehouse",
        ["table"] = "/warehouse/warehouse/users",
        ["table-text-column"] = "/warehouse/warehouse/users?column=username",
        ["table-no-rows"] = "/warehouse/browser/scene_empty",
        ["not-found"] = "/pipelines/nobody",
    };

    public static TheoryData<string> Names =>
    [
        "login", "login-refused", "pipelines", "new-pipeline", "new-pipeline-with-errors", "pipeline", "pipeline-never-run",
        "pipeline-contested", "pipeline-paused", "pipeline-delete",
        "runs", "runs-none", "run-queued", "run-running", "run-succeeded", "run-failed", "run-cancelled", "run-with-rejects",
        "rejects", "rejects-none", "warehouse", "table", "table-text-column", "table-no-rows", "not-found",
    ];

    private EtlClient Client => session.System.Client;

    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        await PutAsync("scene-idle", Definitions.OfSamples("scene-idle", "/users"), cancel);
        await PutAsync("scene-paused", "schedule: '0 3 * * *'\n" + Definitions.OfSamples("scene-paused", "/users"), cancel);
        await Client.Http.PostAsync(new Uri("/api/pipelines/scene-paused/pause", UriKind.Relative), null, cancel);
        await PutAsync("scene-contested", Definitions.OfSamples("scene-contested", "/users"), cancel);
        await PutAsync("scene-empty", Definitions.OfSamples("scene-empty", "/faults/empty"), cancel);
        await PutAsync("scene-failing", Definitions.OfSamples("scene-failing", "/faults/status/404"), cancel);
        await PutAsync("scene-rejects", Definitions.OfHostileRecords("scene-rejects", session.Source), cancel);
        await PutAsync("scene-held", Definitions.Of("scene-held", session.Source.Address, "/held/scene"), cancel);

        var running = await Client.RequestRunAsync("scene-held", cancel);
        var queued = await Client.RequestRunAsync("scene-held", cancel);
        var cancelled = await Client.RequestRunAsync("scene-held", cancel);
        await Client.PostAsync(cancelled.Id, "cancel", cancel);
        var succeeded = await Client.RunAsync("users", cancel);
        var failed = await Client.RunAsync("scene-failing", cancel);
        var rejects = await Client.RunAsync("scene-rejects", cancel);
        await Client.RunAsync("scene-empty", cancel);
        await Client.WaitForRunAsync(running.Id, run => run.Status == "running", Deadline, cancel);

        _paths["run-running"] = $"/runs/{running.Id}";
        _paths["run-queued"] = $"/runs/{queued.Id}";
        _paths["run-cancelled"] = $"/runs/{cancelled.Id}";
        _paths["run-succeeded"] = $"/runs/{succeeded.Id}";
        _paths["run-failed"] = $"/runs/{failed.Id}";
        _paths["run-with-rejects"] = $"/runs/{rejects.Id}";
        _paths["rejects"] = $"/runs/{rejects.Id}/rejects";
        _paths["rejects-none"] = $"/runs/{succeeded.Id}/rejects";
    }

    /// <summary>Brings a page into a state.</summary>
    public async Task ShowAsync(IPage page, string scene)
    {
        await page.GotoAsync(_paths[scene]);
        if (scene == "new-pipeline-with-errors")
        {
            await page.GetByLabel("Definition (YAML)").FillAsync(Definitions.WithErrors);
            await page.GetByRole(AriaRole.Button, new() { Name = "Store" }).ClickAsync();
            await page.GetByRole(AriaRole.Alert).WaitForAsync();
        }
        else if (scene == "pipeline-contested")
        {
            await PutAsync("scene-contested", Definitions.OfSamples("scene-contested", $"/people/{Guid.NewGuid()}"), TestContext.Current.CancellationToken);
            await page.GetByRole(AriaRole.Button, new() { Name = "Store as version" }).ClickAsync();
            await page.GetByRole(AriaRole.Alert).WaitForAsync();
        }
    }

    public ValueTask DisposeAsync()
    {
        session.Source.Release("scene");
        return ValueTask.CompletedTask;
    }

    private Task PutAsync(string name, string yaml, CancellationToken cancellationToken) =>
        Client.PutPipelineAsync(name, yaml, cancellationToken);
}
