using System.ComponentModel;
using System.Diagnostics;
using Aspire.Hosting.Servers;

namespace Aspire.Hosting.Processes;

/// <summary>
/// A child that dies with this process, whatever ends it. It heads a session of its own, so that Ctrl+C in the terminal
/// reaches only the AppHost, which then stops its children in order.
/// </summary>
internal sealed class ChildProcess
{
    private readonly Process _process;
    private readonly int _stopSignal;

    private ChildProcess(Process process, int stopSignal, Action<string, bool> onLine)
    {
        _process = process;
        _stopSignal = stopSignal;
        Id = process.Id;
        var output = ReadAsync(process.StandardOutput, isError: false, onLine);
        var errors = ReadAsync(process.StandardError, isError: true, onLine);
        Exited = WaitAsync(output, errors);
    }

    public int Id { get; }

    /// <summary>The exit code; 128 + signal where a signal ended it.</summary>
    public Task<int> Exited { get; }

    public static async Task<ChildProcess> StartAsync(ServerProcess spec, IEnumerable<string> inheritedAway,
        Action<string, bool> onLine)
    {
        if (!Directory.Exists(spec.WorkingDirectory))
            throw new DirectoryNotFoundException($"The working directory {spec.WorkingDirectory} of {spec.FileName} does not exist.");

        var info = new ProcessStartInfo("setsid")
        {
            WorkingDirectory = spec.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in Command(spec))
            info.ArgumentList.Add(argument);
        foreach (var name in inheritedAway)
            info.Environment.Remove(name);
        foreach (var (name, value) in spec.Environment)
            info.Environment[name] = value;

        try
        {
            var process = await Spawner.StartAsync(info).ConfigureAwait(false);
            process.StandardInput.Close();
            return new ChildProcess(process, spec.StopSignal, onLine);
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException(
                $"Cannot start {spec.FileName}: {exception.Message} (setsid and setpriv of util-linux are needed).", exception);
        }
    }

    /// <summary>Asks it to end, and ends it when it has not done so in time.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        Signals.Send(Id, _stopSignal);
        try
        {
            await Exited.WaitAsync(grace).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Signals.SendToGroup(Id, Signals.Kill);
            await Exited.ConfigureAwait(false);
        }
    }

    private static IEnumerable<string> Command(ServerProcess spec)
    {
        if (spec.User is { } user)
            foreach (var word in new[] { "setpriv", "--reuid", user, "--regid", user, "--init-groups", "--" })
                yield return word;

        // Last, because a change of user clears it.
        yield return "setpriv";
        yield return "--pdeathsig";
        yield return Signals.NameOf(spec.DeathSignal);
        yield return "--";
        yield return spec.FileName;
        foreach (var argument in spec.Arguments)
            yield return argument;
    }

    private async Task<int> WaitAsync(Task output, Task errors)
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        var code = _process.ExitCode;

        // What it left behind holds its pipes open, and its ports.
        Signals.SendToGroup(Id, Signals.Kill);
        try
        {
            await Task.WhenAll(output, errors).WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A descendant in a session of its own still writes; its lines belong to nobody.
        }

        _process.Dispose();
        return code;
    }

    private static async Task ReadAsync(StreamReader reader, bool isError, Action<string, bool> onLine)
    {
        try
        {
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
                onLine(line, isError);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The pipe went with its process.
        }
    }
}
