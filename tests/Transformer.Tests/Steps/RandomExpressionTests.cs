using System.Globalization;
using CsCheck;
using EtlAspire.Tests.Shared;
using EtlAspire.Transformer.Tests.Support;
using Npgsql;

namespace EtlAspire.Transformer.Tests.Steps;

/// <summary>What PostgreSQL itself makes of random expressions over numbers: values, digits, nulls and what has no result.</summary>
public sealed class RandomExpressionTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Rows = 25;

    // Without offset and given() PostgreSQL computes with constants before there is a row, and passes over operands beside a null.
    private const string Functions =
        """
        create function pg_temp.given(numeric) returns numeric language plpgsql volatile as $$ begin return $1; end $$;
        create function pg_temp.given(bigint) returns bigint language plpgsql volatile as $$ begin return $1; end $$;
        create function pg_temp.result(expression text, a numeric, b numeric, c numeric, i bigint, k bigint) returns text language plpgsql as $$
          declare result text;
          begin
            execute format('select (%s)::text from (select $1 a, $2 b, $3 c, $4 i, $5 k offset 0) v', expression) into result using a, b, c, i, k;
            return coalesce(result, '∅');
          exception when others then return '!';
          end $$;
        """;

    private static readonly Gen<string> Digits = Gen.Char["0123456789"].Array[1, 9].Select(digits => new string(digits).TrimStart('0').PadLeft(1, '0'));

    private static readonly Gen<string> Text = Gen.Frequency(
        (8, Gen.Select(Gen.OneOf("", "-"), Digits, Gen.OneOf(Gen.Const(""), Digits.Select(digits => $".{digits}0")), (sign, whole, rest) => sign + whole + rest)),
        (2, Gen.OneOf("0", "1", "0.00", "-0.5", "1e3", "2.50e-3", "12345678901234567890.123", "9223372036854775807", "1e30", "99.99999999999999999999")));

    private static readonly Gen<string?> Value = Gen.Frequency((9, Text), (1, Gen.Const("").Select(_ => (string?)null)!))!;

    private static readonly Gen<string?> Small = Gen.Select(Gen.Int[-20, 99_999], Gen.OneOf(".0", ".5", ".10"), Gen.Int[0, 9],
        (whole, rest, chance) => chance == 0 ? null : $"{whole}{rest}");

    private static readonly Gen<string?> Whole = Gen.Frequency(
        (6, Gen.Long[-20, 2_000]), (1, Gen.OneOf(0L, 1, long.MaxValue, long.MinValue, 4_000_000_000))).Select(number => number.ToString(CultureInfo.InvariantCulture))!;

    private static readonly Gen<string?[]> Row = Gen.Select(Value, Value, Small, Whole, Whole, (a, b, c, i, k) => new[] { a, b, c, i, k });

    private static readonly Gen<Formula> Leaf = Gen.Frequency(
        (3, Gen.OneOf("a", "b", "c").Select(name => new Formula(name, name, false))),
        (2, Gen.OneOf("i", "k").Select(name => new Formula(name, name, true))),
        (1, Gen.OneOf("1.50", "0.1", "1e2", "10.0").Select(text => new Formula(text, $"pg_temp.given({text}::numeric)", false))),
        (1, Gen.OneOf("2", "7", "1000000").Select(text => new Formula(text, $"pg_temp.given({text}::bigint)", true))));

    private static readonly Gen<Formula> Number = Gen.Recursive<Formula>((depth, inner) => depth > 3 ? Leaf : Gen.Frequency(
        (2, Leaf),
        (4, Gen.Select(Gen.OneOf("+", "-", "*"), inner, inner, (sign, one, other) => one.With(sign, other))),
        (2, Gen.Select(inner, inner, (one, other) => new Formula($"({one.Ours} / {other.Ours})", $"({one.Theirs}::numeric / {other.Theirs})", false))),
        (1, Gen.Select(inner, inner, (one, other) => new Formula(
            $"({one.Ours} // {other.Ours})",
            one.IsWhole && other.IsWhole ? $"({one.Theirs} / {other.Theirs})" : $"div({one.Theirs}, {other.Theirs})", one.IsWhole && other.IsWhole))),
        (1, Gen.Select(inner, inner, (one, other) => one.With("%", other))),
        (1, inner.Select(one => new Formula($"(-{one.Ours})", $"(-{one.Theirs})", one.IsWhole))),
        (1, inner.Select(one => new Formula($"abs({one.Ours})", $"abs({one.Theirs})", one.IsWhole))),
        (1, Gen.Select(Gen.OneOf("ceil", "floor", "sign"), inner, (name, one) => Formula.Call(name, one.AsNumeric()))),
        (1, Gen.Select(Gen.OneOf("round", "trunc"), inner, Gen.Int[-3, 5], (name, one, places) => new Formula(
            $"{name}({one.Ours}, {places})", $"{name}({one.Theirs}::numeric, {places})", false))),
        (1, Gen.Select(Gen.OneOf("coalesce", "greatest", "least", "nullif"), inner, inner, (name, one, other) => Formula.Call(name, one, other))),
        (1, inner.Select(one => new Formula($"{one.Ours}::bigint", $"{one.Theirs}::bigint", true))),
        (1, inner.Select(one => new Formula($"{one.Ours}::numeric(12, 2)", $"{one.Theirs}::numeric(12, 2)", false))),
        (1, Gen.Select(Condition(inner), inner, inner, (condition, one, other) => new Formula(
            $"(case when {condition.Ours} then {one.Ours} else {other.Ours} end)",
            $"(case when {condition.Theirs} then {one.Theirs} else {other.Theirs} end)", one.IsWhole && other.IsWhole)))));

    [Fact]
    public async Task Expressions_give_what_PostgreSQL_gives()
    {
        await using var connection = await postgres.Warehouse.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using (var functions = new NpgsqlCommand(Functions, connection))
            await functions.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await Gen.Select(Gen.OneOf(Number, Condition(Number)), Row.Array[Rows]).SampleAsync(async (formula, rows) =>
        {
            var expected = await AskAsync(connection, formula.Theirs, rows);
            var came = await ComputeAsync(formula.Ours, rows);
            foreach (var ((theirs, ours), row) in expected.Zip(came).Zip(rows))
            {
                if (theirs != ours)
                    Assert.Fail($"{formula.Ours} of {string.Join(", ", row.Select(value => value ?? "null"))} is {ours}, and {theirs} to PostgreSQL");
            }
        }, iter: 200, threads: 1);
    }

    private static Gen<Formula> Condition(Gen<Formula> number)
    {
        var comparison = Gen.Frequency(
            (4, Gen.Select(Gen.OneOf("=", "<>", "<", "<=", ">", ">=", "is distinct from"), number, number, (sign, one, other) => one.With(sign, other))),
            (1, Gen.Select(number, Leaf, Leaf, (one, low, high) => new Formula(
                $"({one.Ours} between {low.Ours} and {high.Ours})", $"({one.Theirs} between {low.Theirs} and {high.Theirs})", false))),
            (1, Gen.Select(number, Leaf, Leaf, (one, first, second) => new Formula(
                $"({one.Ours} in ({first.Ours}, {second.Ours}))", $"({one.Theirs} in ({first.Theirs}, {second.Theirs}))", false))));
        return Gen.Frequency(
            (3, comparison),
            (1, Gen.Select(Gen.OneOf("and", "or"), comparison, comparison, (sign, one, other) => one.With(sign, other))),
            (1, comparison.Select(one => new Formula($"(not {one.Ours})", $"(not {one.Theirs})", false))));
    }

    private static async Task<List<string>> AskAsync(NpgsqlConnection connection, string expression, string?[][] rows)
    {
        await using var command = new NpgsqlCommand(
            "select pg_temp.result($1, a::numeric, b::numeric, c::numeric, i::bigint, k::bigint) from unnest($2, $3, $4, $5, $6) as rows(a, b, c, i, k)", connection);
        command.Parameters.Add(new() { Value = expression });
        for (var column = 0; column < 5; column++)
            command.Parameters.Add(new() { Value = rows.Select(row => row[column]).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var results = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            results.Add(reader.GetString(0));
        return results;
    }

    // As texts and as numbers of JSON; all are cast, for of those that are not, whole ones are bigints (CutTests).
    private static async Task<List<string>> ComputeAsync(string expression, string?[][] rows)
    {
        var records = rows.Select(row =>
            $$"""{"a":{{Quote(row[0])}},"b":{{row[1] ?? "null"}},"c":{{row[2] ?? "null"}},"i":{{row[3]}},"k":{{row[4]}}}""");
        var batch = await TestBatch.TransformAsync(
            ["cast: { a: numeric, b: numeric, c: numeric }", $"derive: {{ r: \"({expression})::text\" }}", "drop: [a, b, c, i, k]"], [.. records]);
        var results = batch.Output.Rejects.ToDictionary(reject => reject.Line, _ => "!");
        foreach (var record in batch.Records.Select(record => record.Split('|', 2)))
            results.Add(int.Parse(record[0], CultureInfo.InvariantCulture) % 1_000_000, record[1]);
        return [.. results.OrderBy(result => result.Key).Select(result => result.Value)];
    }

    private static string Quote(string? text) => text is null ? "null" : $"\"{text}\"";

    /// <param name="Ours">As a definition has it.</param>
    /// <param name="Theirs">As PostgreSQL has it.</param>
    /// <param name="IsWhole">Whether it is a bigint.</param>
    private sealed record Formula(string Ours, string Theirs, bool IsWhole)
    {
        public static Formula Call(string name, params Formula[] arguments) => new(
            $"{name}({string.Join(", ", arguments.Select(argument => argument.Ours))})",
            $"{name}({string.Join(", ", arguments.Select(argument => argument.Theirs))})",
            arguments.All(argument => argument.IsWhole));

        public Formula With(string sign, Formula other) =>
            new($"({Ours} {sign} {other.Ours})", $"({Theirs} {sign} {other.Theirs})", IsWhole && other.IsWhole);

        public Formula AsNumeric() => IsWhole ? new Formula($"{Ours}::numeric", $"{Theirs}::numeric", false) : this;
    }
}
