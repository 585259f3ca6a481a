using DuckDB.NET.Data;
using EtlAspire.Storage;

namespace EtlAspire.Loader.Tests;

/// <summary>Writes typed files as the Transformer does.</summary>
internal static class TypedFile
{
    /// <summary>Writes the rows of a DuckDB query. Their number.</summary>
    public static long Write(string path, string sql)
    {
        using var duckDb = new DuckDBConnection("DataSource=:memory:;threads=1");
        duckDb.Open();
        using var command = duckDb.CreateCommand();
        command.CommandText = "set timezone = 'UTC'";
        command.ExecuteNonQuery();
        command.CommandText = $"copy ({sql}) to {SqlName.Literal(path)} (format parquet, compression zstd)";
        return command.ExecuteNonQuery();
    }
}
