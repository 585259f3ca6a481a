using EtlAspire.Contracts.Runs;

namespace EtlAspire.Extractor.Sources;

/// <summary>
/// A page broke off after some of its records had been handed out: those are to be thrown away and the page is to be read
/// again from its start.
/// </summary>
/// <param name="error">What to fail the run with when that does not help.</param>
/// <param name="attempts">How often to read it in all.</param>
/// <param name="innerException">What broke.</param>
internal sealed class BrokenPageException(RunError error, int attempts, Exception innerException)
    : Exception(error.Message, innerException)
{
    public RunError Error { get; } = error;

    public int Attempts { get; } = attempts;
}
