using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Starts, stops and restarts resources on request.</summary>
public class ResourceCommandService
{
    private readonly Orchestrator _orchestrator;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(Orchestrator orchestrator, IServiceProvider services) =>
        (_orchestrator, _services) = (orchestrator, services);

    /// <summary>Takes the id of one instance, or a resource's name for all of its replicas.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName,
        CancellationToken cancellationToken = default)
    {
        var instances = _orchestrator.Find(resourceId);
        if (instances.Count == 0)
            return CommandResults.Failure($"Resource '{resourceId}' not found.");

        var results = await Task.WhenAll(instances.Select(instance => ExecuteAsync(instance, commandName, cancellationToken)))
            .ConfigureAwait(false);
        return results.FirstOrDefault(result => !result.Success) ?? results[0];
    }

    public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return ExecuteCommandAsync(resource.Name, commandName, cancellationToken);
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(ResourceInstance instance, string commandName,
        CancellationToken cancellationToken)
    {
        if (instance.Resource.Annotations.OfType<ResourceCommandAnnotation>().FirstOrDefault(command => command.Name == commandName) is { } command)
        {
            return await command.ExecuteCommand(new ExecuteCommandContext
            {
                Services = _services,
                ResourceName = instance.Id,
                CancellationToken = cancellationToken,
            }).ConfigureAwait(false);
        }

        if (commandName is not (KnownResourceCommands.StartCommand or KnownResourceCommands.StopCommand
            or KnownResourceCommands.RestartCommand))
            return CommandResults.Failure($"Command '{commandName}' not available for resource '{instance.Id}'.");

        if (commandName is KnownResourceCommands.StopCommand or KnownResourceCommands.RestartCommand)
            await instance.StopAsync(cancellationToken).ConfigureAwait(false);
        return commandName is KnownResourceCommands.StopCommand
            || await instance.StartAsync(cancellationToken).ConfigureAwait(false)
            ? CommandResults.Success()
            : CommandResults.Failure($"Resource '{instance.Id}' did not start.");
    }
}

public static class KnownResourceCommands
{
    public const string StartCommand = "start";
    public const string StopCommand = "stop";
    public const string RestartCommand = "restart";
}

public sealed class ExecuteCommandResult
{
    public required bool Success { get; init; }

    public string? Message { get; init; }
}

public static class CommandResults
{
    public static ExecuteCommandResult Success() => new() { Success = true };

    public static ExecuteCommandResult Failure(string? errorMessage = null) =>
        new() { Success = false, Message = errorMessage };
}
