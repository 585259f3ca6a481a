using DuckDB.NET.Native;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>How DuckDB keeps a column's values.</summary>
/// <param name="Physical">The type; a decimal's is the whole number it is kept as.</param>
/// <param name="Scale">A decimal's digits after the point; null for all else.</param>
internal readonly record struct VectorType(DuckDBType Physical, byte? Scale);
