using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EtlAspire.SystemTests.Hosting;

namespace EtlAspire.SystemTests;

/// <summary>The commands of the resource <c>dashboard</c>, as Aspire's page and command line give them.</summary>
public sealed class CommandTests(EtlSystem system)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sample_runs_without_a_question_and_its_receipt_is_told()
    {
        var result = await system.App.ResourceCommands.ExecuteCommandAsync("dashboard", "run-users", Cancel);

        Assert.True(result.Success, result.Message);
        Assert.Contains("succeeded: 10 extracted = 10 loaded + 0 quarantined + 0 filtered. ", result.Message, StringComparison.Ordinal);
        Assert.Contains($"{system.AddressOf("dashboard")}/runs/", result.Message, StringComparison.Ordinal);
        Assert.Equal(result.Message, result.Data?.Value); // what the command line prints
    }

    [Fact]
    public async Task A_run_that_the_command_line_asks_for_has_a_trace()
    {
        using var unrecorded = new Activity("command line").Start(); // within which Aspire's command line has its commands executed

        var result = await system.App.ResourceCommands.ExecuteCommandAsync("dashboard", "run-users", Cancel);

        var run = await system.Client.FindRunAsync(Guid.Parse(result.Message!.Split("/runs/")[1]), Cancel);
        var trace = await system.Telemetry.WaitForAsync(
            run!.TraceId!, trace => !trace.Orphans.Any() && trace.Spans.Any(span => span.Name == "publish run"), TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal("POST /api/pipelines/{name}/runs", trace.Root.Name);
    }

    [Fact]
    public async Task A_failed_run_is_a_failed_command_with_the_runs_own_message()
    {
        await system.Client.PutPipelineAsync("command-failure", """
            name: command-failure
            source: { type: rest, base_url: "${env:SAMPLE_API}" }
            resources: [{ name: things, path: /faults/status/404, write_disposition: append }]
            destination: { schema: faults }
            """, Cancel);

        var result = await RunPipelineAsync("command-failure");

        Assert.False(result.Success);
        Assert.Contains("of command-failure failed: ", result.Message, StringComparison.Ordinal);
        Assert.Contains("/faults/status/404", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipeline_that_is_not_there_is_named()
    {
        var result = await RunPipelineAsync("nobody");

        Assert.False(result.Success);
        Assert.Equal("There is no pipeline 'nobody'.", result.Message);
    }

    [Fact]
    public async Task What_is_outstanding_is_sent_again_on_demand()
    {
        var result = await system.App.ResourceCommands.ExecuteCommandAsync("dashboard", "reconcile-now", Cancel);

        Assert.True(result.Success || result.Message!.Contains("at work at this moment", StringComparison.Ordinal), result.Message);
    }

    private Task<ExecuteCommandResult> RunPipelineAsync(string pipeline) => system.App.ResourceCommands.ExecuteCommandAsync(
        "dashboard", "run-pipeline",
        new InteractionInputCollection([new InteractionInput { Name = "pipeline", InputType = InputType.Choice, Value = pipeline }]), Cancel);
}
