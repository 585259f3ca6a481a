namespace EtlAspire.Contracts.Runs;

/// <summary>Why a run failed, in words for the person who has to mend it.</summary>
/// <param name="Stage">Where it failed.</param>
/// <param name="Kind">A short constant word in snake_case, such as <c>source_unavailable</c>.</param>
/// <param name="Message">What went wrong, naming the thing: URL, column, file.</param>
/// <param name="Hint">What to do about it.</param>
public sealed record RunError(Stage Stage, string Kind, string Message, string Hint);
