using CsCheck;
using EtlAspire.Contracts.Batches;
using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Loader.Tests.Loading;

public sealed class WideningTests(TestWarehouse warehouse) : IClassFixture<TestWarehouse>
{
    private static readonly Dictionary<ColumnType, string[]> Samples = new()
    {
        [ColumnType.Text] = ["'007'::varchar", "'true'::varchar", "''::varchar"],
        [ColumnType.Bigint] = ["7::bigint", "-9223372036854775807::bigint"],
        [ColumnType.Numeric] = ["0.12345678901234567890::decimal(38, 20)", "1.50::decimal(38, 20)"],
        [ColumnType.Double] = ["1e20::double", "0.1::double", "5::double", "1e-7::double"],
        [ColumnType.Boolean] = ["true", "false"],
        [ColumnType.Date] = ["date '2024-02-29'"],
        [ColumnType.Timestamp] = ["timestamp '2024-02-29 12:00:00.5'"],
        [ColumnType.Timestamptz] = ["timestamptz '2024-02-29 12:00:00+00'"],
        [ColumnType.Json] = ["'{\"a\": [1.50, null]}'::varchar", "'\"text\"'::varchar"],
    };

    [Fact]
    public async Task Batches_give_the_same_table_in_whatever_order_they_come()
    {
        _ = warehouse.Database;
        var batches = Gen.Enum<ColumnType>().Array[2, 4];

        var tables = 0;
        await Gen.Select(batches, Gen.Int).SampleAsync(
            async (types, seed) =>
            {
                var table = $"widened_{tables++}";
                var order = Enumerable.Range(0, types.Length).ToArray();
                var asTheyCame = await LoadAsync(table, types, order);
                new Random(seed).Shuffle(order);
                var shuffled = await LoadAsync(table, types, order);
                Assert.Equal(asTheyCame, shuffled);
            },
            iter: 10, threads: 1);
    }

    [Fact]
    public async Task A_number_that_was_text_on_its_way_to_json_is_a_number_again()
    {
        var rows = await LoadAsync("to_json", [ColumnType.Bigint, ColumnType.Boolean, ColumnType.Text, ColumnType.Json], [0, 1, 2, 3]);

        Assert.Equal("jsonb", rows[0]);
        Assert.Contains("1000001|7", rows);
        Assert.Contains("2000001|true", rows);
        Assert.Contains("3000001|\"007\"", rows);
    }

    [Fact]
    public async Task New_columns_of_later_batches_are_null_in_earlier_ones()
    {
        var run = await warehouse.StartRunAsync("grown");
        var first = await run.AddBatchAsync("select 1000001::bigint as _record, 1::bigint as a", """[{"name":"a","type":"bigint"}]""");
        var second = await run.AddBatchAsync("select 2000001::bigint as _record, 'x' as b", """[{"name":"b","type":"text"}]""");

        await run.LoadAsync(first);
        await run.LoadAsync(second);

        Assert.Equal(["1|∅", "∅|x"], await warehouse.QueryAsync($"""select a, b from etl_staging."{run.Number}_grown" order by _record"""));
    }

    // The type of column c in staging, then its values.
    private async Task<List<string>> LoadAsync(string table, ColumnType[] types, int[] order)
    {
        var run = await warehouse.StartRunAsync(table);
        for (var batch = 1; batch <= types.Length; batch++)
        {
            var values = Samples[types[batch - 1]].Append("null")
                .Select((value, i) => $"select {batch * RecordId.Factor + i + 1}::bigint as _record, {value} as c");
            await run.AddBatchAsync(string.Join(" union all ", values), TypedColumns.Write([new TypedColumn("c", types[batch - 1])]));
        }

        foreach (var index in order)
            await run.LoadAsync(index + 1);
        var result = await warehouse.QueryAsync(
            $"""
            select format_type(atttypid, atttypmod) from pg_attribute
            where attrelid = 'etl_staging."{run.Number}_{table}"'::regclass and attname = 'c'
            """);
        result.AddRange(await warehouse.QueryAsync($"""select _record, c::text from etl_staging."{run.Number}_{table}" order by _record"""));
        await run.EndAsync("cancelled");
        return result;
    }
}
