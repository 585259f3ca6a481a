using System.Globalization;
using DuckDB.NET.Data;
using EtlAspire.Storage;

namespace EtlAspire.Transformer.Transforming;

/// <summary>
/// An in-memory DuckDB for one batch, shut in before any user's expression gets into it: it can write the batch's typed
/// file and spill into a folder of its own; nothing else, and no setting can be changed any more.
/// </summary>
internal sealed class BatchDatabase : IDisposable
{
    // A batch of the usual size needs about a quarter of it; beyond, DuckDB spills to disk.
    private const string MemoryLimit = "256MiB";

    private readonly DirectoryInfo _spill = SpillFolders.Create();

    public BatchDatabase(string typedPath)
    {
        Connection = SpareConnection.Take();
        Execute(string.Create(CultureInfo.InvariantCulture, $"""
            SET memory_limit = '{MemoryLimit}';
            SET temp_directory = {SqlName.Literal(_spill.FullName)};
            SET allowed_paths = [{SqlName.Literal(typedPath)}];
            SET allowed_directories = [{SqlName.Literal(_spill.FullName)}];
            SET enable_external_access = false;
            SET lock_configuration = true;
            """));
    }

    /// <summary>The connection.</summary>
    public DuckDBConnection Connection { get; }

    /// <summary>Executes statements that give no rows.</summary>
    public void Execute(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Executes a statement, off the caller's thread and no longer than asked for. How many rows it wrote.</summary>
    public async Task<long> ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        await using var cancel = cancellationToken.Register(command.Cancel);
        return await Task.Run(command.ExecuteNonQuery, cancellationToken);
    }

    /// <summary>Reads rows.</summary>
    public List<T> Query<T>(string sql, Func<DuckDBDataReader, T> read)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public void Dispose()
    {
        Connection.Dispose();
        _spill.Delete(recursive: true);
    }
}
