using EtlAspire.Loader.Schema;
using Npgsql;

namespace EtlAspire.Loader.Tests.Schema;

public sealed class TransactionLimitsTests(TestWarehouse warehouse) : IClassFixture<TestWarehouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Autovacuum_steps_aside_at_once()
    {
        await using var connection = await warehouse.Database.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);

        await TransactionLimits.ApplyAsync(connection, Cancel);

        Assert.Equal("100ms", await ReadDeadlockTimeoutAsync(connection));
    }

    [Fact]
    public async Task A_user_who_may_not_ask_for_that_works_without_it()
    {
        var role = $"etl_limits_{Guid.NewGuid():N}";
        await using var connection = await warehouse.Database.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel); // takes the role along when it is rolled back
        await connection.ExecuteAsync($"create role {role}; set local role {role}", Cancel);
        var before = await ReadDeadlockTimeoutAsync(connection);

        await TransactionLimits.ApplyAsync(connection, Cancel);

        Assert.Equal(before, await ReadDeadlockTimeoutAsync(connection));
        Assert.Equal("10s", await connection.ReadScalarAsync<string>("select current_setting('lock_timeout')", Cancel));
    }

    private static Task<string?> ReadDeadlockTimeoutAsync(NpgsqlConnection connection) =>
        connection.ReadScalarAsync<string>("select current_setting('deadlock_timeout')", Cancel);
}
