namespace EtlAspire.AppHost.Servers;

/// <summary>Finds out whether containers can run here.</summary>
internal static class ContainerEngine
{
    private static readonly string[] Programs = ["docker", "podman"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The engine that answers; null where none does within 10 s.</summary>
    public static async Task<string?> FindAsync()
    {
        foreach (var program in Programs)
        {
            if (await AnswersAsync(program))
                return program;
        }

        return null;
    }

    private static async Task<bool> AnswersAsync(string program)
    {
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            await Tool.RunAsync(user: null, program, ["info"], input: "", deadline.Token);
            return true;
        }
        catch (Exception noAnswer) when (noAnswer is InvalidOperationException or OperationCanceledException or IOException)
        {
            return false; // not installed, or no engine behind it
        }
    }
}
