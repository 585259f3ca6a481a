using DuckDB.NET.Data;
using EtlAspire.DuckDb;
using EtlAspire.Storage;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>Reads typed files.</summary>
internal static class ParquetRows
{
    // One DuckDB for all files of this process: to open one takes longer than to read a small file. No user's SQL gets here.
    // A chunk is at most 2,048 rows and a column chunk of a file a few MB: this is far more than reading ever takes.
    private const string Settings = "DataSource=:memory:?cache=shared;threads=1;memory_limit=384MB";
    private static readonly Lazy<DuckDBConnection> Shared = new(OpenShared);

    /// <summary>Starts to read.</summary>
    /// <param name="path">The Parquet file.</param>
    /// <param name="expressions">What to select, as SQL.</param>
    /// <exception cref="QueryException">The file cannot be read.</exception>
    public static ChunkReader Open(string path, IEnumerable<string> expressions)
    {
        _ = Shared.Value; // lives as long as the process, and DuckDB with it
        var connection = new DuckDBConnection(Settings);
        connection.Open();
        return ChunkReader.Start(
            connection, $"select {string.Join(", ", expressions)} from read_parquet({SqlName.Literal(path)})");
    }

    private static DuckDBConnection OpenShared()
    {
        var connection = new DuckDBConnection(Settings);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SET GLOBAL enable_external_file_cache = false"; // each file is read once
        command.ExecuteNonQuery();
        return connection;
    }
}
