using System.Diagnostics;

namespace Aspire.Hosting.Servers;

/// <summary>Runs a short-lived program to its end.</summary>
internal static class Tool
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>Runs the program, as <paramref name="user"/> if given, and throws with its output if it fails.</summary>
    public static async Task RunAsync(string? user, string program, IEnumerable<string> arguments, string input,
        CancellationToken cancellationToken)
    {
        // The working directory is one that any user can enter.
        var start = new ProcessStartInfo(user is null ? program : "setpriv")
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] switchUser = user is null ? [] : [$"--reuid={user}", $"--regid={user}", "--init-groups", "--", program];
        foreach (var argument in switchUser.Concat(arguments))
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), deadline.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(deadline.Token);

            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException(
                    $"{program} ended with exit code {process.ExitCode}: {(await output + await errors).Trim()}");
            }
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
