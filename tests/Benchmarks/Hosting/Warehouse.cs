using Npgsql;

namespace EtlAspire.Benchmarks.Hosting;

/// <summary>The PostgreSQL that the AppHost started.</summary>
internal sealed class Warehouse : IAsyncDisposable
{
    private const int CommandTimeoutSeconds = 900;

    private readonly NpgsqlDataSource _source;

    public Warehouse(string connectionString)
    {
        Settings = new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = CommandTimeoutSeconds };
        _source = NpgsqlDataSource.Create(Settings.ConnectionString);
    }

    public NpgsqlConnectionStringBuilder Settings { get; }

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads the first row.</summary>
    public async Task<T> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return read(reader);
    }

    public Task<string> VersionAsync(CancellationToken cancellationToken) =>
        ReadAsync("show server_version", reader => reader.GetString(0), cancellationToken);

    /// <summary>Lets what came before be written, so that the next way does not pay for it.</summary>
    public Task SettleAsync(CancellationToken cancellationToken) => ExecuteAsync("checkpoint", cancellationToken);

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
