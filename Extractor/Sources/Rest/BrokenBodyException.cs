namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>The body of an answer did not arrive whole.</summary>
/// <param name="problem">What happened, as the end of a sentence that begins with the request.</param>
/// <param name="innerException">What noticed it.</param>
internal sealed class BrokenBodyException(string problem, Exception innerException) : Exception(problem, innerException);
