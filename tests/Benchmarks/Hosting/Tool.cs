using System.ComponentModel;
using System.Diagnostics;

namespace EtlAspire.Benchmarks.Hosting;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    /// <summary>Runs it in our own folder and gives what it printed.</summary>
    public static Task<string> RunAsync(string fileName, IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment, TimeSpan deadline, CancellationToken cancellationToken) =>
        RunAsync(fileName, arguments, Environment.CurrentDirectory, environment, deadline, cancellationToken);

    /// <summary>Runs it and gives what it printed.</summary>
    /// <param name="fileName">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">The folder that it runs in.</param>
    /// <param name="environment">Variables on top of ours.</param>
    /// <param name="deadline">After so long it is ended.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BenchmarkException">It is missing, failed or took too long.</exception>
    public static async Task<string> RunAsync(string fileName, IEnumerable<string> arguments, string folder,
        IReadOnlyDictionary<string, string> environment, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo(fileName, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            info.Environment[name] = value;

        using var process = Start(info);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(deadline);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return process.ExitCode == 0
                ? await output
                : throw new BenchmarkException( // builds tell their errors where others print what they found
                    $"{fileName} failed (exit code {process.ExitCode}): {(await errors).Trim()}{(await output).Trim()}");
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BenchmarkException($"{fileName} did not end within {deadline}.", exception);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ProcessStartInfo info)
    {
        try
        {
            return Process.Start(info)!;
        }
        catch (Win32Exception exception)
        {
            throw new BenchmarkException($"{info.FileName} cannot be started: {exception.Message}", exception);
        }
    }
}
