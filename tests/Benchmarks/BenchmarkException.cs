namespace EtlAspire.Benchmarks;

/// <summary>The benchmark cannot be done, for a reason that the message tells whoever started it.</summary>
internal sealed class BenchmarkException(string message, Exception? cause = null) : Exception(message, cause);
