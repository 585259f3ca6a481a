namespace EtlAspire.AppHost.Servers;

/// <summary>A prepared server: the process to start.</summary>
/// <param name="Program">Its path.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="WorkingDirectory">A directory of its own, by which it is known again (<see cref="LeftoverServer"/>).</param>
/// <param name="Environment">Variables on top of ours.</param>
/// <param name="User">The system user to run as; null is the one who runs us.</param>
internal sealed record ServerProcess(string Program, IReadOnlyList<string> Arguments, string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment, string? User = null)
{
    /// <summary>The program and its arguments as its user.</summary>
    public IReadOnlyList<string> Command => [.. SwitchUser(User), Program, .. Arguments];

    /// <summary>The words that make a command run as another user; none for our own.</summary>
    public static IReadOnlyList<string> SwitchUser(string? user) =>
        user is null ? [] : ["setpriv", $"--reuid={user}", $"--regid={user}", "--init-groups", "--"];
}
