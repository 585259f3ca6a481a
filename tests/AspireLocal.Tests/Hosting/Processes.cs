namespace EtlAspire.AspireLocal.Tests.Hosting;

internal static class Processes
{
    public static bool IsAlive(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    public static async Task EndedAsync(int pid, CancellationToken cancellationToken)
    {
        while (IsAlive(pid))
            await Task.Delay(TimeSpan.FromMilliseconds(10), cancellationToken);
    }
}
