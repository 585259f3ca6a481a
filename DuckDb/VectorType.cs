using DuckDB.NET.Native;

namespace EtlAspire.DuckDb;

/// <summary>How DuckDB keeps a column's values.</summary>
/// <param name="Physical">The type; a decimal's is the whole number it is kept as.</param>
/// <param name="Scale">A decimal's digits after the point; null for all else.</param>
public readonly record struct VectorType(DuckDBType Physical, byte? Scale);
