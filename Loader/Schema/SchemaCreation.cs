using EtlAspire.Storage;

namespace EtlAspire.Loader.Schema;

/// <summary>Creates schemas. <c>create schema if not exists</c> alone fails when two do it at the same moment.</summary>
internal static class SchemaCreation
{
    public static async Task EnsureAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        if (await ExistsAsync(connection, schema, cancellationToken))
            return;

        await connection.LockAsync($"schema {schema}", cancellationToken);
        if (!await ExistsAsync(connection, schema, cancellationToken))
            await connection.ExecuteAsync($"create schema {SqlName.Quote(schema)}", cancellationToken);
    }

    /// <summary>Holds a lock of a name until the transaction ends.</summary>
    public static Task LockAsync(this NpgsqlConnection connection, string name, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            "select pg_advisory_xact_lock(hashtextextended($1, 0))", cancellationToken, $"etl {name}");

    private static Task<bool> ExistsAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken) =>
        connection.ReadScalarAsync<bool>(
            "select exists (select from pg_namespace where nspname = $1)", cancellationToken, schema);
}
