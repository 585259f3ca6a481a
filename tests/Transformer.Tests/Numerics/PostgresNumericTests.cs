using System.Globalization;
using CsCheck;
using EtlAspire.Tests.Shared;
using Npgsql;

namespace EtlAspire.Transformer.Tests.Numerics;

/// <summary>What PostgreSQL itself computes of the same numbers.</summary>
public sealed class PostgresNumericTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string BeyondLimits = "'!a number beyond the limits of numeric'";

    // DuckDB's expression and PostgreSQL's, over the texts a and b, the whole exponent e and the places n.
    private static readonly (string Ours, string Theirs)[] Operations =
    [
        ("numeric_add(a, b)", "a::numeric + b::numeric"),
        ("numeric_subtract(a, b)", "a::numeric - b::numeric"),
        ("numeric_multiply(a, b)", "a::numeric * b::numeric"),
        ("numeric_divide(a, b)", "a::numeric / b::numeric"),
        ("numeric_divide_whole(a, b)", "div(a::numeric, b::numeric)"),
        ("numeric_remainder(a, b)", "a::numeric % b::numeric"),
        ("numeric_power(a, e)", "power(a::numeric, e::numeric)"),
        ("numeric_negate(a)", "-a::numeric"),
        ("numeric_abs(a)", "abs(a::numeric)"),
        ("numeric_sign(a)", "sign(a::numeric)"),
        ("numeric_ceil(a)", "ceil(a::numeric)"),
        ("numeric_floor(a)", "floor(a::numeric)"),
        ("numeric_text(a)", "a::numeric"),
        ("numeric_cast(' ' || a)", "(' ' || a)::numeric"),
        ("numeric_plain(a)", "trim_scale(a::numeric)"),
        ("numeric_round(a, n)", "round(a::numeric, n::integer)"),
        ("numeric_trunc(a, n)", "trunc(a::numeric, n::integer)"),
        ($"case when numeric_fit(a, 5, 2) like '!%' then {BeyondLimits} else numeric_fit(a, 5, 2) end", "a::numeric(5, 2)"),
        ($"case when numeric_fit(a, 3, 5) like '!%' then {BeyondLimits} else numeric_fit(a, 3, 5) end", "a::numeric(3, 5)"),
        ($"case when numeric_fit(a, 4, -3) like '!%' then {BeyondLimits} else numeric_fit(a, 4, -3) end", "a::numeric(4, -3)"),
        ("numeric_compare(a, b)", "case when a::numeric < b::numeric then -1 when a::numeric > b::numeric then 1 else 0 end"),
        ("numeric_text(numeric_greatest(a, b))", "greatest(a::numeric, b::numeric)"),
        ("numeric_text(numeric_least(a, b))", "least(a::numeric, b::numeric)"),
        ($"coalesce(cast(numeric_to_bigint(a) as varchar), {BeyondLimits})", "a::numeric::bigint"),
        ($"coalesce(numeric_of_double(numeric_to_double(a)), {BeyondLimits})", "a::numeric::float8::numeric"),
    ];

    private static readonly Gen<char> Digit = Gen.Frequency((2, Gen.Const('0')), (1, Gen.Const('9')), (1, Gen.Const('5')), (4, Gen.Char['0', '9']));

    private static readonly Gen<string> Digits = Gen.Frequency((3, Digit.Array[1, 4]), (3, Digit.Array[1, 12]), (1, Digit.Array[12, 70]))
        .Select(digits => new string(digits));

    private static readonly Gen<string> Usual = Gen.Select(
        Gen.OneOf("", "", "-", "+"), Digits, Gen.OneOf(Gen.Const(""), Digits.Select(digits => "." + digits), Gen.Const(".")),
        Gen.Frequency((6, Gen.Const("")), (1, Gen.Int[-30, 30].Select(exponent => $"e{exponent}")), (1, Gen.Const("E+3"))),
        (sign, whole, decimals, exponent) => sign + whole + decimals + exponent);

    private static readonly Gen<string> Number = Gen.Frequency(
        (400, Usual),
        (25, Gen.OneOf("0", "-0.00", "1", "-1.0", "10", "10000", "0.0001", "9999", ".5", "-.50", "1e4", "9.9999999999999999")),
        (1, Gen.OneOf("1e131071", "-9.99e131071", "1e-16383", "-5e-16383", "1e1001", "1e-1001", "1.5e-2000", "9223372036854775807.5")));

    private static readonly Gen<string> Exponent = Gen.Frequency(
        (8, Gen.Int[-40, 40].Select(exponent => exponent.ToString(CultureInfo.InvariantCulture))), (1, Gen.OneOf("3.00", "1e2", "-1e2", "400", "-777")));

    private static readonly Gen<long> Places = Gen.Frequency((20, Gen.Long[-8, 25]), (1, Gen.Long[-3000, 3000]));

    private static readonly Gen<(string, string, string, long)> Row = Gen.Select(Number, Number, Exponent, Places);

    private static readonly Gen<double> Double = Gen.OneOf(
        Gen.Double.Where(double.IsFinite), Gen.Double[-1000, 1000], Gen.Float.Where(float.IsFinite).Select(value => (double)value),
        Gen.Long[100_000_000_000_000, 999_999_999_999_999].Select(value => value + 0.5), // halfway between 15 digits
        Gen.Int[-400, 400].Select(value => Math.Pow(10, value)).Where(double.IsFinite));

    [Fact]
    public async Task Operations_give_what_PostgreSQL_gives()
    {
        await using var connection = await OpenAsync("a text, b text, e text, n bigint", Operations.Select(operation => operation.Theirs));
        using var duckDb = NumericDuckDb.Open();

        await Row.Array[2_000].SampleAsync(async rows =>
        {
            NumericDuckDb.Execute(duckDb, "create or replace table operands(i bigint, a varchar, b varchar, e varchar, n bigint)");
            using (var appender = duckDb.CreateAppender("operands"))
            {
                for (var i = 0L; i < rows.Length; i++)
                {
                    var (a, b, e, n) = rows[i];
                    appender.CreateRow().AppendValue(i).AppendValue(a).AppendValue(b).AppendValue(e).AppendValue(n).EndRow();
                }
            }

            var ours = NumericDuckDb.Read(duckDb,
                $"select {string.Join(", ", Operations.Select(operation => $"cast({operation.Ours} as varchar)"))} from operands order by i").ToList();
            var theirs = await ReadAsync(
                connection, "a, b, e, n", Operations.Length,
                rows.Select(row => row.Item1).ToArray(), rows.Select(row => row.Item2).ToArray(),
                rows.Select(row => row.Item3).ToArray(), rows.Select(row => row.Item4).ToArray());

            for (var i = 0; i < rows.Length; i++)
            {
                for (var operation = 0; operation < Operations.Length; operation++)
                {
                    if (theirs[i][operation] != ours[i][operation])
                        Assert.Fail($"{Operations[operation].Ours} of {rows[i]} is {ours[i][operation]} instead of {theirs[i][operation]}");
                }
            }
        }, iter: 10, threads: 1);
    }

    [Fact]
    public async Task Doubles_become_what_they_become_in_PostgreSQL()
    {
        await using var connection = await OpenAsync("n float8", ["n::numeric"]);
        using var duckDb = NumericDuckDb.Open();

        await Double.Array[5_000].SampleAsync(async values =>
        {
            var theirs = await ReadAsync(connection, "n", 1, values);
            NumericDuckDb.Execute(duckDb, "create or replace table doubles(i bigint, n double)");
            using (var appender = duckDb.CreateAppender("doubles"))
            {
                for (var i = 0L; i < values.Length; i++)
                    appender.CreateRow().AppendValue(i).AppendValue(values[i]).EndRow();
            }

            var ours = NumericDuckDb.Read(duckDb, "select numeric_of_double(n) from doubles order by i").ToList();
            for (var i = 0; i < values.Length; i++)
                Assert.True(theirs[i][0] == ours[i][0], $"{values[i]:R} is {ours[i][0]} instead of {theirs[i][0]}");
        }, iter: 10, threads: 1);
    }

    // Makes a function of each expression that gives what ours would give instead of an error.
    private async Task<NpgsqlConnection> OpenAsync(string parameters, IEnumerable<string> expressions)
    {
        var connection = await postgres.Warehouse.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var functions = expressions.Select((expression, i) =>
            $"""
            create function pg_temp.operation_{i}({parameters}) returns text language plpgsql as $$
              begin return {expression};
              exception
                when division_by_zero or invalid_argument_for_power_function then return '!division by zero';
                when numeric_value_out_of_range then return {BeyondLimits};
              end $$;
            """);
        await using var command = new NpgsqlCommand(string.Concat(functions), connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task<List<string?[]>> ReadAsync(NpgsqlConnection connection, string names, int operations, params Array[] operands)
    {
        var results = Enumerable.Range(0, operations).Select(i => $"pg_temp.operation_{i}({names})");
        var parameters = Enumerable.Range(1, operands.Length).Select(i => $"${i}");
        await using var command = new NpgsqlCommand(
            $"select {string.Join(", ", results)} from unnest({string.Join(", ", parameters)}) with ordinality as operands({names}, i) order by i",
            connection);
        foreach (var values in operands)
            command.Parameters.Add(new() { Value = values });

        var rows = new List<string?[]>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add([.. Enumerable.Range(0, operations).Select(i => reader.IsDBNull(i) ? null : reader.GetString(i))]);
        return rows;
    }
}
