using DuckDB.NET.Data;

namespace EtlAspire.Transformer.Steps;

/// <summary>Tells DuckDB's errors apart by how they begin.</summary>
internal static class DuckDbFaults
{
    private const string OutOfMemory = "Out of Memory Error";

    private static readonly string[] Breakdowns = ["INTERNAL Error", "FATAL Error"];
    private static readonly string[] OfMachine = [OutOfMemory, "IO Error", "INTERRUPT Error", .. Breakdowns];

    /// <summary>Whether there was not enough memory.</summary>
    public static bool IsOutOfMemory(DuckDBException exception) => IsOneOf(exception, [OutOfMemory]);

    /// <summary>Whether DuckDB refuses all further work.</summary>
    public static bool IsBreakdown(DuckDBException exception) => IsOneOf(exception, Breakdowns);

    /// <summary>Whether it is no fault of what was asked.</summary>
    public static bool IsOfMachine(DuckDBException exception) => IsOneOf(exception, OfMachine);

    private static bool IsOneOf(DuckDBException exception, string[] beginnings) =>
        beginnings.Any(beginning => exception.Message.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
}
