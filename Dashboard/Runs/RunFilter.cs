using EtlAspire.Contracts.Runs;

namespace EtlAspire.Dashboard.Runs;

/// <summary>Which runs to list, newest first; those before a number are the next page after the run of that number.</summary>
internal sealed record RunFilter(string? Pipeline = null, RunStatus? Status = null, int Limit = RunFilter.DefaultLimit, long? Before = null)
{
    public const int MaxLimit = 200;

    public const int DefaultLimit = 50;
}
