using System.Globalization;

namespace Aspire.Hosting.Processes;

/// <summary>A process for certain: its id may be given to another, but not together with its start time and boot.</summary>
internal sealed record ProcessIdentity(int Id, string StartTime, string Boot)
{
    private const int StartTimeField = 19;

    public static ProcessIdentity? Of(int id)
    {
        try
        {
            // The name in parentheses may hold blanks; the start time is field 22, the 20th after the name.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X"
                ? null
                : new ProcessIdentity(id, fields[StartTimeField], File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // gone
        }
    }

    public bool IsAlive() => Of(Id) == this;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id} {StartTime} {Boot}");

    public static ProcessIdentity? Parse(string line) =>
        line.Split(' ') is [var id, var start, var boot] && int.TryParse(id, CultureInfo.InvariantCulture, out var number)
            ? new ProcessIdentity(number, start, boot)
            : null;
}
