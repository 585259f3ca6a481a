using DuckDB.NET.Data;
using EtlAspire.Storage;

namespace EtlAspire.Loader.Tests;

/// <summary>Writes typed files, by DuckDB: another writer than the Transformer's, which knows the same types.</summary>
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
        command.CommandText = $"copy ({sql}) to {SqlName.Literal(path)} (format parquet, compression zstd, row_group_size 4096)";
        return command.ExecuteNonQuery();
    }
}
