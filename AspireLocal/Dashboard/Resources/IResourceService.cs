using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Dashboard.Resources;

/// <summary>What runs here, as the pages show it; the AppHost knows.</summary>
public interface IResourceService
{
    /// <summary>Every instance as it is now, by name.</summary>
    IReadOnlyList<ResourceView> Resources { get; }

    /// <summary>One instance whenever it changes, beginning with all of them as they are now.</summary>
    IAsyncEnumerable<ResourceView> WatchAsync(CancellationToken cancellationToken);

    /// <summary>The kept lines of an instance, then those that come.</summary>
    IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(string resourceId, CancellationToken cancellationToken);

    /// <summary>Does what a button says; null when it was done, otherwise why not.</summary>
    Task<string?> ExecuteAsync(string resourceId, string command, CancellationToken cancellationToken);
}

/// <summary>One instance of a resource.</summary>
public sealed record ResourceView
{
    /// <summary>Unique, such as <c>loader-abcdefgh</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name in the AppHost, such as <c>loader</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What to call it: its name, or its id where it has replicas.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Such as <c>Project</c> or <c>Container</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Aspire's word, such as <c>Running</c>.</summary>
    public required string State { get; init; }

    public HealthStatus? Health { get; init; }

    public IReadOnlyList<ResourceHealth> HealthReports { get; init; } = [];

    public int? ExitCode { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>What runs: a project file, a program.</summary>
    public string Source { get; init; } = "";

    public IReadOnlyList<ResourceUrl> Urls { get; init; } = [];

    public IReadOnlyList<ResourceVariable> Environment { get; init; } = [];

    public IReadOnlyList<ResourceCommand> Commands { get; init; } = [];
}

public sealed record ResourceHealth(string Name, HealthStatus? Status, string? Description);

public sealed record ResourceUrl(string Name, string Url, bool IsInternal);

/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsSecret">Hidden until asked for, and never sent in a list.</param>
public sealed record ResourceVariable(string Name, string Value, bool IsSecret);

/// <param name="Name">What <see cref="IResourceService.ExecuteAsync"/> takes.</param>
/// <param name="Label">What the button says.</param>
/// <param name="IsEnabled">Whether it makes sense now.</param>
/// <param name="Confirmation">What to ask first; null for nothing.</param>
public sealed record ResourceCommand(string Name, string Label, bool IsEnabled, string? Confirmation);

public sealed record ConsoleLine(int Number, string Text, bool IsError);
