namespace EtlAspire.Extractor.Scanning;

/// <summary>A response whose records cannot be read. Whoever asked for it knows what it was an answer to.</summary>
/// <param name="kind">The error's kind, one of <see cref="Contracts.Runs.ErrorKinds"/>.</param>
/// <param name="problem">What is wrong, as the end of a sentence that begins with the request.</param>
/// <param name="hint">What to do about it.</param>
/// <param name="innerException">What noticed it.</param>
internal sealed class ResponseException(string kind, string problem, string hint, Exception? innerException = null)
    : Exception(problem, innerException)
{
    public string Kind { get; } = kind;

    public string Hint { get; } = hint;
}
