using System.Text.RegularExpressions;

namespace EtlAspire.Benchmarks.Measuring;

/// <summary>A process of the system and what it belongs to.</summary>
internal sealed record SystemProcess(int Id, string Service);

/// <summary>The AppHost and all that it started, each process with its service.</summary>
internal static partial class ProcessTree
{
    public const string PostgreSql = "PostgreSQL";
    public const string RabbitMq = "RabbitMQ";

    public static IReadOnlyList<SystemProcess> Under(int rootId)
    {
        var children = ProcFiles.ProcessIds()
            .Select(id => (Id: id, Parent: ProcFiles.Parent(id)))
            .ToLookup(process => process.Parent, process => process.Id);
        var found = new List<SystemProcess>();
        Add(rootId, "AppHost");
        return found;

        void Add(int id, string parentService)
        {
            var service = Recognise(ProcFiles.CommandLine(id)) ?? parentService;
            found.Add(new SystemProcess(id, service));
            foreach (var child in children[id])
                Add(child, service);
        }
    }

    private static string? Recognise(string commandLine)
    {
        if (OwnAssembly().Match(commandLine) is { Success: true } own)
            return own.Groups[1].Value;
        if (commandLine.Contains("/bin/postgres ", StringComparison.Ordinal))
            return PostgreSql;
        return commandLine.Contains("/beam.smp ", StringComparison.Ordinal) ? RabbitMq : null;
    }

    [GeneratedRegex(@"EtlAspire\.(\w+)\.dll")]
    private static partial Regex OwnAssembly();
}
