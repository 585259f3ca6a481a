using System.Text;
using EtlAspire.Extractor.Scanning;
using EtlAspire.Tests.Shared;

namespace EtlAspire.Extractor.Tests.Scanning;

public sealed class NumberLimitsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_number_is_storable_if_PostgreSQL_can_store_it_as_jsonb()
    {
        var random = new Random(16);
        await using var connection = await postgres.Warehouse.OpenConnectionAsync(Cancel);
        await using (var create = connection.CreateCommand())
        {
            create.CommandText =
                """
                create function pg_temp.is_jsonb(value text) returns boolean language plpgsql as
                $$ begin perform value::jsonb; return true; exception when others then return false; end $$
                """;
            await create.ExecuteNonQueryAsync(Cancel);
        }

        foreach (var number in Numbers(random).Distinct())
        {
            await using var query = connection.CreateCommand();
            query.CommandText = "select pg_temp.is_jsonb($1)";
            query.Parameters.Add(new() { Value = number });
            var expected = (bool)(await query.ExecuteScalarAsync(Cancel))!;
            var bytes = Encoding.ASCII.GetBytes(number);

            Assert.True(expected == NumberLimits.IsStorable(bytes), $"{number[..Math.Min(60, number.Length)]} ({number.Length}): PostgreSQL says {expected}");
            Assert.True(expected || NumberLimits.MayBeExceeded(bytes));
        }
    }

    [Theory]
    [InlineData("""{"id":2,"a":[1,[1e200000]]}""", "1e200000", "a")]
    [InlineData("""{"id":2,"b":{"c":[{"d":-1.5E-20000}]}}""", "-1.5E-20000", "b.c")]
    [InlineData("""{"id":2,"b":{"c":1e131072}}""", "1e131072", "b.c")]
    [InlineData("""{"id":2,"n":1e-16384}""", "1e-16384", "n")]
    public async Task One_record_is_rejected_with_the_number_and_its_place(string record, string number, string place)
    {
        const string like = """{"id":1,"a":[1e10],"b":{"c":[{"d":1.5}]},"n":1}""";
        using var buffer = Response.Buffer(Encoding.UTF8.GetBytes($"{like}\n{like}\n{record}\n{like}\n"));
        var lines = new CollectingSink();
        await new LineSplitter(buffer, 0).ReadPageAsync(lines, long.MaxValue, Cancel);
        var (_, page) = await Response.SplitAsync($"[{like},{like},{record},{like}]", 7);

        foreach (var sink in (CollectingSink[])[lines, page])
        {
            Assert.Equal(3, sink.Records.Count);
            Assert.Equal((record, $"The number {number} at {place} has more digits than PostgreSQL can store."), Assert.Single(sink.Rejects));
        }
    }

    private static IEnumerable<string> Numbers(Random random)
    {
        foreach (var limit in (int[])[131_071, 131_072, 131_073, -16_382, -16_383, -16_384, 999, 9_999, 300_000, -300_000])
        {
            foreach (var mantissa in (string[])["0", "0.0", "1", "-1", "1.5", "12.25", "0.001", "0.00", "-0.050", "100", "9.90"])
            {
                for (var off = -4; off <= 4; off++)
                    yield return $"{mantissa}{(random.Next(2) == 0 ? "e" : "E")}{(limit + off >= 0 && random.Next(2) == 0 ? "+" : "")}{limit + off}";
            }
        }

        foreach (var length in (int[])[16_382, 16_383, 16_384, 131_071, 131_072, 131_073])
        {
            yield return new string('7', length);
            yield return $"0.{new string('7', length)}";
            yield return $"0.{new string('0', length)}";
            yield return $"1{new string('0', length - 1)}e-2";
        }
    }
}
