namespace EtlAspire.AppHost.Commands;

/// <summary>What a person or <c>aspire resource dashboard …</c> can have the Dashboard do.</summary>
internal static class DashboardCommands
{
    private const string PipelineArgument = "pipeline";
    private const string Sample = "users";

    // Longer runs go on by themselves; the command says so.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Adds <c>run-pipeline</c>, <c>reconcile-now</c> and, with the samples, <c>run-users</c>.</summary>
    public static IResourceBuilder<ProjectResource> AddCommands(this IResourceBuilder<ProjectResource> dashboard, Settings settings)
    {
        DashboardApi Open() => new(dashboard.GetEndpoint("http"), settings.Token);
        if (settings.Samples)
        {
            dashboard.WithCommand($"run-{Sample}", $"Run {Sample}", context => TryAsync(Open, api => RunAsync(api, Sample, context)),
                new CommandOptions { Description = "Runs the sample pipeline and waits for it.", IconName = "Play", IsHighlighted = true });
        }

        return dashboard
            .WithCommand("run-pipeline", "Run a pipeline …",
                context => TryAsync(Open, api => RunAsync(api, context.Arguments.GetString(PipelineArgument) ?? "", context)),
                new CommandOptions
                {
                    Description = "Runs a pipeline and waits for it, 60 s at most.",
                    IconName = "PlayMultiple",
                    Arguments = [ChoosePipeline(Open)],
                })
            .WithCommand("reconcile-now", "Reconcile now", context => TryAsync(Open, api => ReconcileAsync(api, context)),
                new CommandOptions { Description = "Sends again what is outstanding of every open run.", IconName = "ArrowSync" });
    }

    private static async Task<ExecuteCommandResult> RunAsync(DashboardApi api, string pipeline, ExecuteCommandContext context) =>
        (await api.RunAsync(pipeline, Patience, context.CancellationToken)).ToResult();

    private static async Task<ExecuteCommandResult> ReconcileAsync(DashboardApi api, ExecuteCommandContext context)
    {
        var (messages, runs) = await api.ReconcileAsync(context.CancellationToken);
        return RunOutcome.Told(runs == 0 ? "No run has anything outstanding." : $"Sent {messages} messages of {runs} runs again.");
    }

    private static async Task<ExecuteCommandResult> TryAsync(Func<DashboardApi> open, Func<DashboardApi, Task<ExecuteCommandResult>> act)
    {
        using var api = open();
        try
        {
            return await act(api);
        }
        catch (HttpRequestException exception)
        {
            return CommandResults.Failure(exception.Message);
        }
    }

    private static InteractionInput ChoosePipeline(Func<DashboardApi> open) => new()
    {
        Name = PipelineArgument,
        Label = "Pipeline",
        InputType = InputType.Choice,
        Required = true,
        AllowCustomChoice = true, // a name that is not there is refused by the API, in better words
        DynamicLoading = new InputLoadOptions
        {
            LoadCallback = async context =>
            {
                using var api = open();
                context.Input.Options = [.. (await api.ListPipelinesAsync(context.CancellationToken)).Select(name => KeyValuePair.Create(name, name))];
            },
        },
    };
}
