namespace EtlAspire.Contracts.Runs;

/// <summary>The lake's storage does not answer (now): to be tried again, however long it takes.</summary>
public sealed class LakeUnavailableException(string message, Exception innerException) : Exception(message, innerException);
