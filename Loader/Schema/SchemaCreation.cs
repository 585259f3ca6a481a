using EtlAspire.Storage;
using Npgsql;

namespace EtlAspire.Loader.Schema;

/// <summary>Creates schemas. <c>create schema if not exists</c> alone fails when two do it at the same moment.</summary>
internal static class SchemaCreation
{
    public static async Task EnsureAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        const string IsMissing = "select to_regnamespace($1) is null";
        var name = SqlName.Quote(schema);
        if (!await connection.ReadScalarAsync<bool>(IsMissing, cancellationToken, name))
            return;

        await connection.LockAsync($"schema {schema}", cancellationToken);
        await connection.ExecuteAsync($"create schema if not exists {name}", cancellationToken);
    }

    /// <summary>Holds a lock of a name until the transaction ends.</summary>
    public static Task LockAsync(this NpgsqlConnection connection, string name, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            "select pg_advisory_xact_lock(hashtextextended($1, 0))", cancellationToken, $"etl {name}");
}
