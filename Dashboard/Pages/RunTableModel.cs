using EtlAspire.Dashboard.Runs;

namespace EtlAspire.Dashboard.Pages;

/// <summary>A table of runs.</summary>
internal sealed record RunTableModel(string Caption, IReadOnlyList<RunView> Runs, bool ShowPipeline);
