namespace EtlAspire.AppHost.Servers.PostgreSql;

/// <summary>Writes the server's settings beside its data directory, anew for every start.</summary>
internal static class PostgresConfiguration
{
    // Room for a run's table between loading it, counting it and indexing it. A quarter of the memory is what PostgreSQL's manual
    // advises for a machine of its own; this one is shared.
    private const int ShareOfMemory = 16;
    private const long LeastBuffers = 128 << 20;

    private const UnixFileMode ReadableByAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static async Task WriteAsync(PostgresPlace place, int port, Version version, CancellationToken cancellationToken)
    {
        var accessFile = Path.Combine(place.Directory, "pg_hba.conf");
        await File.WriteAllTextAsync(accessFile, "host all all 127.0.0.1/32 scram-sha-256\n", cancellationToken);

        var buffers = Math.Max(LeastBuffers, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / ShareOfMemory) >> 20;

        // lz4 costs a fraction of the processor time of PostgreSQL's own compression; it came with version 15.
        var walCompression = version.Major >= 15 ? "lz4" : "on";
        await File.WriteAllTextAsync(place.ConfigurationFile, $"""
            listen_addresses = '127.0.0.1'
            port = {port}
            unix_socket_directories = ''
            hba_file = '{Quote(accessFile)}'
            password_encryption = 'scram-sha-256'
            max_connections = 200

            # A small machine that loads much and is asked little.
            shared_buffers = {buffers}MB
            work_mem = 32MB
            maintenance_work_mem = 256MB
            random_page_cost = 1.1
            jit = off
            max_parallel_workers = {Environment.ProcessorCount - 1} # beside the one that asks, a processor each: more only get in each other's way

            # Few checkpoints, and no replicas: a COPY into a table made in the same transaction writes no log.
            max_wal_size = 4GB
            wal_buffers = 64MB # two COPYs at once need not wait for each other to write it
            checkpoint_timeout = 15min
            wal_compression = {walCompression}
            wal_level = minimal
            max_wal_senders = 0
            max_logical_replication_workers = 0

            # fsync, full_page_writes and synchronous_commit stay on: what is told to people, or to the broker, has happened.
            # Where something is done again if a crash takes it back, its own transaction need not wait.
            fsync = on
            full_page_writes = on
            synchronous_commit = on

            # Errors of statements are the services' to report, and would show rows here.
            log_min_messages = log
            log_checkpoints = off
            log_line_prefix = ''
            log_timezone = 'UTC'
            timezone = 'UTC'

            """, cancellationToken);

        // Readable by the user the server runs as, whatever our umask is.
        File.SetUnixFileMode(accessFile, ReadableByAll);
        File.SetUnixFileMode(place.ConfigurationFile, ReadableByAll);
    }

    private static string Quote(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
