using System.Globalization;
using System.Text.Json;
using CsCheck;
using EtlAspire.Contracts.Batches;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;
using EtlAspire.Loader.Loading.Copy;
using EtlAspire.Loader.Schema;
using EtlAspire.Storage;
using Npgsql;

namespace EtlAspire.Loader.Tests.Loading.Copy;

/// <summary>What PostgreSQL reads out of COPY is what it makes of the same text by itself, for every type.</summary>
public sealed class ParquetCopyTests(TestWarehouse warehouse) : IClassFixture<TestWarehouse>
{
    private const int Iterations = 5;
    private const string Moment =
        "(timestamp '1970-01-01' + (c::bigint / 86400000000) * interval '1 day' + (c::bigint % 86400000000) * interval '1 microsecond')";

    private static readonly Gen<string> Longs = Gen.OneOf(Gen.Long, Gen.Int.Select(value => (long)value), Gen.Const(long.MinValue),
        Gen.Const(long.MaxValue)).Select(value => value.ToString(CultureInfo.InvariantCulture));

    private static readonly Gen<string> Doubles = Gen.OneOf(Gen.Double, Gen.Double[-1000, 1000].Select(value => Math.Round(value, 4)),
        Gen.OneOf(0d, double.Epsilon, double.MaxValue, 1e15, 1e16, 1e-5, 0.1, double.NaN, double.PositiveInfinity,
            double.NegativeInfinity))
        .Select(value => (value + 0d).ToString("R", CultureInfo.InvariantCulture)); // no -0: a Parquet dictionary takes it for 0

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String[Gen.Char['\u0001', '\ud7ff'], 0, 40],
        Gen.String[Gen.Char['a', 'z'], 10, 14], // about the length that DuckDB keeps inline
        Gen.OneOf("", "the same again", "🐘 𝔘𝔫𝔦𝔠𝔬𝔡𝔢"),
        Gen.Frequency((9, Gen.Const(1)), (1, Gen.Const(300_000))).Select(size => new string('x', size)));

    private static readonly Gen<string> Json = Gen.OneOf(
        Texts.Select(text => JsonSerializer.Serialize(new { text, more = new[] { text.Length } })),
        Gen.OneOf("null", "1.50", "[]", "[1,\"2\",{\"a\":null}]"));

    public static TheoryData<string, ColumnType, string, string> Cases() => new()
    {
        // what it is, its type, DuckDB's expression over the text c, PostgreSQL's
        { "text", ColumnType.Text, "c", "c" },
        { "long", ColumnType.Bigint, "c::bigint", "c::bigint" },
        { "double", ColumnType.Double, "c::double", "c::float8" },
        { "double", ColumnType.Numeric, "c::double", "trim_scale(c::numeric)" },
        { "long", ColumnType.Numeric, "c::bigint", "c::numeric" },
        { "decimal 38 0", ColumnType.Numeric, "c::decimal(38, 0)", "c::numeric" },
        { "decimal 4 1", ColumnType.Numeric, "c::decimal(4, 1)", "trim_scale(c::numeric)" },
        { "decimal 9 2", ColumnType.Numeric, "c::decimal(9, 2)", "trim_scale(c::numeric)" },
        { "decimal 18 5", ColumnType.Numeric, "c::decimal(18, 5)", "trim_scale(c::numeric)" },
        { "decimal 38 11", ColumnType.Numeric, "c::decimal(38, 11)", "trim_scale(c::numeric)" },
        { "decimal 38 38", ColumnType.Numeric, "c::decimal(38, 38)", "trim_scale(c::numeric)" },
        { "number", ColumnType.Numeric, "c", "c::numeric" },
        { "bit", ColumnType.Boolean, "c::boolean", "c::boolean" },
        { "day", ColumnType.Date, "date '1970-01-01' + c::integer", "date '1970-01-01' + c::integer" },
        { "moment", ColumnType.Timestamp, "make_timestamp(c::bigint)", Moment },
        { "moment", ColumnType.Timestamptz, "make_timestamp(c::bigint) at time zone 'UTC'", $"{Moment} at time zone 'UTC'" },
        { "endless", ColumnType.Date, "c::date", "c::date" },
        { "endless", ColumnType.Timestamp, "c::timestamp", "c::timestamp" },
        { "endless", ColumnType.Timestamptz, "c::timestamptz", "c::timestamptz" },
        { "json", ColumnType.Json, "c", "c::jsonb" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_value_arrives_as_it_was(string values, ColumnType type, string duckDb, string postgres)
    {
        _ = warehouse.Database; // skips before any value is made
        var rows = Generate(values).Null().Array[0, 200];

        // Several times the same values: more rows than a chunk has, and a dictionary in the file.
        await Gen.Select(rows, Gen.OneOf(1, 1, 12)).SampleAsync(
            sample => CompareAsync([.. Enumerable.Repeat(sample.Item1, sample.Item2).SelectMany(one => one)], type, duckDb, postgres),
            iter: Iterations, threads: 1);
    }

    [Theory]
    [InlineData("1e131071", true)]
    [InlineData("1e131072", false)]
    [InlineData("1e-16383", true)]
    [InlineData("1e-16384", false)]
    [InlineData("0e99999", true)]
    [InlineData("0e-16383", true)]
    [InlineData("0e-16384", false)]
    [InlineData("twelve", false)]
    [InlineData("1.2.3", false)]
    [InlineData("", false)]
    public async Task A_number_that_PostgreSQL_has_no_room_for_is_named(string number, bool fits)
    {
        var copy = () => CompareAsync([number], ColumnType.Numeric, "c", "c::numeric");

        if (fits)
        {
            await copy();
        }
        else
        {
            var failure = await Assert.ThrowsAsync<RunFailedException>(copy);
            Assert.Equal("unloadable_value", failure.Error.Kind);
            Assert.Contains($"'{number}'", failure.Error.Message, StringComparison.Ordinal);
            Assert.Contains("'c'", failure.Error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1.50", "1.50")]
    [InlineData("0.00", "0.00")]
    [InlineData("-0.0", "0.0")]
    [InlineData("1.50e1", "15.0")]
    [InlineData("1e3", "1000")]
    [InlineData("100.000", "100.000")]
    [InlineData("0.0e-3", "0.0000")]
    public async Task A_number_that_comes_as_text_keeps_its_zeros(string number, string shown) =>
        await CompareAsync([number], ColumnType.Numeric, "c", $"'{shown}'::numeric");

    [Theory]
    [InlineData("c::decimal(9, 2)", "1.5")]
    [InlineData("c::double", "1.5")]
    public async Task A_number_that_comes_as_decimal_or_double_has_none(string duckDb, string shown) =>
        await CompareAsync(["1.50"], ColumnType.Numeric, duckDb, $"'{shown}'::numeric");

    [Fact]
    public async Task Many_columns_and_long_rows_pass_the_buffers_in_order()
    {
        var path = Path.Combine(warehouse.Folder, $"{Guid.NewGuid():N}.parquet");
        var columns = Enumerable.Range(0, 40).Select(i => new TypedColumn($"c{i}", i % 2 == 0 ? ColumnType.Text : ColumnType.Bigint)).ToArray();
        var selected = columns.Select((column, i) => i % 2 == 0 ? $"repeat(i::varchar, {i}) as c{i}" : $"i * {i} as c{i}");
        TypedFile.Write(path, $"select i as _record, {string.Join(", ", selected)} from range(30000) t(i)");
        await using var connection = await warehouse.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            $"create temp table wide ({string.Join(", ", columns.Select(column => $"{column.Name} {PostgresTypes.NameOf(column.Type!.Value)}"))}, _run bigint, _record bigint)",
            TestContext.Current.CancellationToken);

        var copied = await ParquetCopy.CopyAsync(connection, path, columns, "wide", 7, TestContext.Current.CancellationToken);

        var expected = columns.Select((column, i) => i % 2 == 0 ? $"c{i} = repeat(_record::text, {i})" : $"c{i} = _record * {i}");
        Assert.Equal(30_000, copied);
        Assert.Equal(30_000, await connection.ReadScalarAsync<long>(
            $"select count(distinct _record) from wide where _run = 7 and {string.Join(" and ", expected)}", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("1::bigint as other", "no column 'c'")]
    [InlineData("'1' as c", "'c' is Bigint, but is kept as ByteArray")]
    [InlineData("1::integer as c", "'c' is Bigint, but is kept as Int32")]
    [InlineData("{ x: 1::bigint } as c", "no column 'c'")]
    public async Task A_file_of_other_columns_is_refused(string selected, string problem)
    {
        var path = Path.Combine(warehouse.Folder, $"{Guid.NewGuid():N}.parquet");
        TypedFile.Write(path, $"select 1::bigint as _record, {selected}");
        await using var connection = await warehouse.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => ParquetCopy.CopyAsync(
            connection, path, [new TypedColumn("c", ColumnType.Bigint)], "nowhere", 1, TestContext.Current.CancellationToken));

        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_cannot_be_read_is_refused_and_nothing_is_copied()
    {
        var path = Path.Combine(warehouse.Folder, $"{Guid.NewGuid():N}.parquet");
        TypedFile.Write(path, "select i as _record, hash(i)::varchar as c from range(20000) t(i)");
        await using (var file = File.OpenWrite(path))
        {
            file.Position = file.Length / 2;
            file.Write(new byte[5_000]);
        }

        await using var connection = await warehouse.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            "create temp table damaged (c text, _run bigint, _record bigint)", TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InvalidDataException>(() => ParquetCopy.CopyAsync(
            connection, path, [new TypedColumn("c", ColumnType.Text)], "damaged", 1, TestContext.Current.CancellationToken));

        Assert.Equal(0, await connection.ReadScalarAsync<long>("select count(*) from damaged", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_is_no_parquet_is_refused()
    {
        var path = Path.Combine(warehouse.Folder, $"{Guid.NewGuid():N}.parquet");
        await File.WriteAllTextAsync(path, "not Parquet at all", TestContext.Current.CancellationToken);
        await using var connection = await warehouse.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InvalidDataException>(
            () => ParquetCopy.CopyAsync(connection, path, [], "nowhere", 1, TestContext.Current.CancellationToken));
    }

    private static Gen<string> Generate(string values) => values switch
    {
        "text" => Texts,
        "long" => Longs,
        "double" => Doubles,
        "number" => Gen.Select(Decimals(300, 100), Gen.OneOf("", "e0", "E+7", "e-21", "e400"), (digits, exponent) => digits + exponent),
        "bit" => Gen.OneOf("true", "false"),
        "day" => Gen.Int[-2_400_000, 30_000_000].Select(value => value.ToString(CultureInfo.InvariantCulture)),
        "moment" => Gen.Long[-180_000_000_000_000_000, 9_000_000_000_000_000_000].Select(value => value.ToString(CultureInfo.InvariantCulture)),
        "endless" => Gen.OneOf("infinity", "-infinity", "2000-01-01", "1999-12-31"),
        "json" => Json,
        _ when values.Split(' ') is ["decimal", var width, var scale] =>
            Decimals(int.Parse(width, CultureInfo.InvariantCulture), int.Parse(scale, CultureInfo.InvariantCulture)),
        _ => throw new ArgumentOutOfRangeException(nameof(values)),
    };

    // Zeros are frequent: at either end, and in between where base 10,000 has a digit of its own for them.
    private static Gen<string> Decimals(int width, int scale) =>
        Gen.Select(
            Gen.Frequency((2, Gen.Const('0')), (1, Gen.Char['0', '9'])).Array[0, width - scale],
            Gen.Frequency((2, Gen.Const('0')), (1, Gen.Char['0', '9'])).Array[0, scale],
            Gen.Bool,
            (whole, decimals, negative) =>
                $"{(negative ? "-" : "")}{(whole.Length == 0 ? "0" : new string(whole))}{(decimals.Length == 0 ? "" : ".")}{new string(decimals)}");

    private async Task CompareAsync(string?[] values, ColumnType type, string duckDb, string postgres)
    {
        var path = Path.Combine(warehouse.Folder, $"{Guid.NewGuid():N}.parquet");
        var rows = values.Select((value, i) => $"({i}::bigint, {(value is null ? "null" : SqlName.Literal(value))})");
        TypedFile.Write(path, values.Length == 0
            ? $"select 0::bigint as _record, {duckDb} as c from (select ''::varchar as c where false)"
            : $"select _record, {duckDb} as c from (select _record, c::varchar as c from (values {string.Join(", ", rows)}) t(_record, c))");
        await using var connection = await warehouse.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            $"set timezone = 'UTC'; drop table if exists copied; create temp table copied (c {PostgresTypes.NameOf(type)}, _run bigint, _record bigint)",
            TestContext.Current.CancellationToken);

        var copied = await ParquetCopy.CopyAsync(
            connection, path, [new TypedColumn("c", type)], "copied", 42, TestContext.Current.CancellationToken);

        Assert.Equal(values.Length, copied);
        Assert.Equal(values.Length, await connection.ReadScalarAsync<long>(
            "select count(distinct _record) from copied where _run = 42", TestContext.Current.CancellationToken));
        Assert.Empty(await ReadDifferencesAsync(connection, values, postgres));
    }

    private static Task<List<string>> ReadDifferencesAsync(NpgsqlConnection connection, string?[] values, string postgres) =>
        connection.ReadAsync(
            $"""
            select copied.c::text, wanted.value::text
            from (select number - 1 as record, {postgres} as value from unnest($1::text[]) with ordinality as given(c, number)) wanted
            join copied on copied._record = wanted.record
            where copied.c::text is distinct from wanted.value::text
            """,
            reader => $"{(reader.IsDBNull(0) ? "∅" : reader.GetString(0))} instead of {(reader.IsDBNull(1) ? "∅" : reader.GetString(1))}",
            TestContext.Current.CancellationToken, (object)values);
}
