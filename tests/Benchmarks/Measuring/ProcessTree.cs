namespace EtlAspire.Benchmarks.Measuring;

/// <summary>A process of the machine.</summary>
internal sealed record MachineProcess(int Id, int Parent, string CommandLine);

/// <summary>A process of the system and what it belongs to.</summary>
internal sealed record SystemProcess(int Id, string Service);

/// <summary>The AppHost, its DCP where it has one, and all that these started: each process with its service.</summary>
internal static class ProcessTree
{
    public static IReadOnlyList<SystemProcess> Of(int appHostId) => Of(appHostId, [.. ProcFiles.Processes()]);

    public static IReadOnlyList<SystemProcess> Of(int appHostId, IReadOnlyList<MachineProcess> machine)
    {
        var children = machine.ToLookup(process => process.Parent);
        var found = new Dictionary<int, SystemProcess>();
        foreach (var process in machine)
        {
            if (process.Id == appHostId || SystemParts.IsOrchestratorOf(appHostId, process.CommandLine))
                Add(process, SystemParts.AppHost);
        }

        return [.. found.Values];

        void Add(MachineProcess process, string parentService)
        {
            var service = SystemParts.Recognise(process.CommandLine) ?? parentService;
            if (!found.TryAdd(process.Id, new SystemProcess(process.Id, service)))
                return;
            foreach (var child in children[process.Id])
                Add(child, service);
        }
    }
}
