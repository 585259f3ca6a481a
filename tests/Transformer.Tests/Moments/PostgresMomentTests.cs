using System.Text;
using CsCheck;
using EtlAspire.Tests.Shared;
using EtlAspire.Transformer.Moments;
using Npgsql;

namespace EtlAspire.Transformer.Tests.Moments;

/// <summary>What PostgreSQL itself makes of texts that look like moments.</summary>
public sealed class PostgresMomentTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Functions =
        """
        set timezone = 'UTC';
        create function pg_temp.utc(text) returns bigint language plpgsql as $$
          begin return extract(epoch from $1::timestamptz) * 1000000; exception when others then return null; end $$;
        create function pg_temp.shown(text) returns bigint language plpgsql as $$
          begin return extract(epoch from $1::timestamp) * 1000000; exception when others then return null; end $$;
        create function pg_temp.day(text) returns integer language plpgsql as $$
          begin return $1::date - date '1970-01-01'; exception when others then return null; end $$;
        """;

    private static readonly Gen<string> Date = Gen.Select(
        Gen.OneOf(Gen.Int[1970, 2030], Gen.Int[2, 12_000]), Gen.Int[0, 13], Gen.Int[0, 32], Gen.OneOf('-', '/'), Gen.Bool,
        (year, month, day, separator, isPadded) => isPadded
            ? $"{year:0000}{separator}{month:00}{separator}{day:00}"
            : $"{year:0000}{separator}{month}{separator}{day}");

    // Around the changes of clocks, which are mostly at night.
    private static readonly Gen<string> Change = Gen.Select(
        Gen.Int[1972, 2025], Gen.OneOf("03", "04", "10", "11"), Gen.Int[1, 30], Gen.Int[0, 3], Gen.Int[0, 59],
        (year, month, day, hour, minute) => $"{year}-{month}-{day:00} {hour:00}:{minute:00}");

    private static readonly Gen<string> Time = Gen.Select(
        Gen.Int[0, 25], Gen.Int[0, 60], Gen.OneOf(Gen.Const(""), Gen.Int[0, 61].Select(second => $":{second:00}")),
        Gen.OneOf(Gen.Const(""), Gen.Char["0123456789"].Array[1, 12].Select(digits => "." + new string(digits))),
        (hour, minute, second, fraction) => $"{hour:00}:{minute:00}{second}{(second == "" ? "" : fraction)}");

    private static readonly Gen<string> Name = Gen.OneOf(
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Europe/Moscow", "Europe/Dublin", "America/Sao_Paulo",
        "UTC", "GMT", "utc", "EST", "MST", "HST", "EST5EDT", "Etc/GMT+5", "europe/london", "Europe/Nowhere");

    private static readonly Gen<string> Zone = Gen.Select(Gen.OneOf("", " ", "  "), Gen.OneOf(
        Gen.OneOf("Z", "z"),
        Gen.Select(
            Gen.OneOf('+', '-'), Gen.Int[0, 16], Gen.Int[0, 60], Gen.Int[0, 60],
            Gen.OneOf("{0}{1:00}", "{0}{1:00}{2:00}", "{0}{1:00}:{2:00}", "{0}{1:00}:{2:00}:{3:00}"),
            (sign, hour, minute, second, format) => string.Format(null, format, sign, hour, minute, second)),
        Name), (space, zone) => space + zone);

    private static readonly Gen<string> Text = Gen.OneOf(
        Date,
        Gen.Select(Date, Gen.OneOf("T", "t", " ", "  "), Time, (date, between, time) => date + between + time),
        Gen.Select(Date, Gen.OneOf("T", " "), Time, Zone, (date, between, time, zone) => date + between + time + zone),
        Gen.Select(Change, Name, (shown, name) => $"{shown} {name}"));

    [Fact]
    public async Task Texts_mean_what_they_mean_to_PostgreSQL()
    {
        await using var connection = await postgres.Warehouse.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using (var functions = new NpgsqlCommand(Functions, connection))
            await functions.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await Text.Array[2_000].SampleAsync(async texts =>
        {
            await using var command = new NpgsqlCommand(
                "select text, pg_temp.utc(text), pg_temp.shown(text), pg_temp.day(text) from unnest($1) as texts(text)", connection);
            command.Parameters.Add(new() { Value = texts });
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                var expected = string.Join(" | ", Enumerable.Range(0, 4).Select(reader.GetValue));
                Assert.Equal(expected, Read(reader.GetString(0)));
            }
        }, iter: 10, threads: 1);
    }

    private static string Read(string text)
    {
        if (!MomentText.TryParse(Encoding.UTF8.GetBytes(text), out var moment))
            return $"{text} |  |  | ";
        return $"{text} | {(moment.TryToUtc(out var micros) ? micros : null)} | {moment.Shown} | {moment.Days}";
    }
}
