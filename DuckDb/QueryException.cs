namespace EtlAspire.DuckDb;

/// <summary>DuckDB cannot run a query, or not to its end.</summary>
/// <param name="message">What DuckDB says: the kind of the error, a colon and the reason.</param>
public sealed class QueryException(string message) : Exception(message);
