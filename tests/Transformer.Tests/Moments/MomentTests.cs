using EtlAspire.Transformer.Moments;
using EtlAspire.Transformer.Tests.Support;

namespace EtlAspire.Transformer.Tests.Moments;

public sealed class MomentTests
{
    [Theory]
    [InlineData("2024-02-29", "2024-02-29 00:00:00+00")]
    [InlineData("2024/2/9", "2024-02-09 00:00:00+00")]
    [InlineData("1900-02-28", "1900-02-28 00:00:00+00")]
    [InlineData("2000-02-29", "2000-02-29 00:00:00+00")]
    [InlineData("0001-01-01", "0001-01-01 00:00:00+00")]
    [InlineData("12024-01-02", "12024-01-02 00:00:00+00")]
    [InlineData("294247-01-10 04:00:54", "294247-01-10 04:00:54+00")]
    [InlineData("1969-12-31T23:59:59.999999", "1969-12-31 23:59:59.999999+00")]
    [InlineData("2024-12-31t10:00", "2024-12-31 10:00:00+00")]
    [InlineData("2024-12-31   9:05:07", "2024-12-31 09:05:07+00")]
    [InlineData("2024-12-31T10:00:00.1", "2024-12-31 10:00:00.1+00")]
    [InlineData("2024-12-31T10:00:00.1234564", "2024-12-31 10:00:00.123456+00")]
    [InlineData("2024-12-31T10:00:00.1234565000000000000000000001", "2024-12-31 10:00:00.123456+00")] // as PostgreSQL rounds it
    [InlineData("2024-12-31T10:00:00.0000035", "2024-12-31 10:00:00.000004+00")]
    [InlineData("2024-12-31T23:59:59.9999999", "2025-01-01 00:00:00+00")]
    [InlineData("2024-12-31T24:00", "2025-01-01 00:00:00+00")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01 00:00:00+00")]
    [InlineData("2024-12-31T10:00Z", "2024-12-31 10:00:00+00")]
    [InlineData("2024-12-31T10:00 z", "2024-12-31 10:00:00+00")]
    [InlineData("2024-12-31T10:00+02:00", "2024-12-31 08:00:00+00")]
    [InlineData("2024-12-31T10:00+02", "2024-12-31 08:00:00+00")]
    [InlineData("2024-12-31T10:00-0230", "2024-12-31 12:30:00+00")]
    [InlineData("2024-12-31T10:00 +05:45", "2024-12-31 04:15:00+00")]
    [InlineData("2024-12-31T10:00:00.5+00:00:01", "2024-12-31 09:59:59.5+00")]
    [InlineData("2024-12-31T10:00-15:59:59", "2025-01-01 01:59:59+00")]
    [InlineData("2024-12-31 10:00 UTC", "2024-12-31 10:00:00+00")]
    [InlineData("2024-12-31 10:00GMT", "2024-12-31 10:00:00+00")]
    [InlineData("2024-12-31 10:00 Europe/Berlin", "2024-12-31 09:00:00+00")]
    [InlineData("1967-07-31 10:00 MST", "1967-07-31 17:00:00+00")]
    [InlineData("2024-07-31 10:00  europe/BERLIN", "2024-07-31 08:00:00+00")]
    public async Task Texts_are_read_as_moments(string text, string expected)
    {
        var batch = await TestBatch.TransformAsync(["cast: { a: timestamptz }"], $"{{\"a\":\"{text}\"}}");

        Assert.Equal([expected], batch.Rows);
    }

    [Theory]
    [InlineData("2024-03-31 01:59:59.999999", "2024-03-31 00:59:59.999999+00")]
    [InlineData("2024-03-31 02:30", "2024-03-31 01:30:00+00")] // skipped: as of the winter time, before the change
    [InlineData("2024-03-31 03:00", "2024-03-31 01:00:00+00")]
    [InlineData("2024-10-27 01:59:59.999999", "2024-10-26 23:59:59.999999+00")]
    [InlineData("2024-10-27 02:30", "2024-10-27 01:30:00+00")] // twice: as of the winter time, after the change
    [InlineData("2024-10-27 03:00", "2024-10-27 02:00:00+00")]
    [InlineData("1800-01-01 00:53:28", "1800-01-01 00:00:00+00")] // before there were zones
    [InlineData("9999-12-31 23:59:59", "9999-12-31 22:59:59+00")]
    [InlineData("12024-03-31 03:00", "12024-03-31 01:00:00+00")] // the calendar of 2024
    [InlineData("294247-01-10 04:00:54", "294247-01-10 03:00:54+00")]
    public async Task Clocks_of_a_zone_change_as_its_rules_say(string shown, string expected)
    {
        var batch = await TestBatch.TransformAsync(["cast: { a: timestamptz }"], $"{{\"a\":\"{shown} Europe/Berlin\"}}");

        Assert.Equal([expected], batch.Rows);
    }

    [Theory]
    [InlineData("now")]
    [InlineData("today")]
    [InlineData("epoch")]
    [InlineData("infinity")]
    [InlineData("-infinity")]
    [InlineData("")]
    [InlineData("24-01-05")]
    [InlineData("05-01-24")]
    [InlineData("024-01-05")]
    [InlineData("0000-12-31")]
    [InlineData("-2024-01-05")]
    [InlineData("1002024-01-05")]
    [InlineData("294247-01-10 04:00:54.775807")]
    [InlineData("294247-01-11")]
    [InlineData("999999-01-01")]
    [InlineData("294247-01-10 03:00:00-02:00")]
    [InlineData("0001-01-01T00:00+00:01")]
    [InlineData("0001-01-01T00:00 Europe/Berlin")]
    [InlineData("2024-01-05 (BC)")]
    [InlineData("2024-00-05")]
    [InlineData("2024-13-05")]
    [InlineData("2024-01-00")]
    [InlineData("2024-01-32")]
    [InlineData("2023-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("2024-01")]
    [InlineData("2024-01-")]
    [InlineData("2024-001-05")]
    [InlineData("2024-01-005")]
    [InlineData("2024-01/05")]
    [InlineData("2024 01 05")]
    [InlineData("20240105")]
    [InlineData("2024-01-05Z")]
    [InlineData("2024-01-05T")]
    [InlineData("2024-01-0510:00")]
    [InlineData("2024-01-05T T10:00")]
    [InlineData("2024-01-05T10")]
    [InlineData("2024-01-05T10:0")]
    [InlineData("2024-01-05T10:00:")]
    [InlineData("2024-01-05T10:00:0")]
    [InlineData("2024-01-05T10:00:00.")]
    [InlineData("2024-01-05T10:00:00,5")]
    [InlineData("2024-01-05T10:00.5")]
    [InlineData("2024-01-05T010:00")]
    [InlineData("2024-01-05T25:00")]
    [InlineData("2024-01-05T24:00:00.000001")]
    [InlineData("2024-01-05T10:60")]
    [InlineData("2024-01-05T10:00:61")]
    [InlineData("2024-01-05T23:59:60.5")]
    [InlineData("2024-01-05T10:00 AM")]
    [InlineData("2024-01-05T10:00ZZ")]
    [InlineData("2024-01-05T10:00+")]
    [InlineData("2024-01-05T10:00+2")]
    [InlineData("2024-01-05T10:00+020")]
    [InlineData("2024-01-05T10:00+02000")]
    [InlineData("2024-01-05T10:00+020000")]
    [InlineData("2024-01-05T10:00+02:")]
    [InlineData("2024-01-05T10:00+02:0")]
    [InlineData("2024-01-05T10:00+02:00:")]
    [InlineData("2024-01-05T10:00+16")]
    [InlineData("2024-01-05T10:00+02:60")]
    [InlineData("2024-01-05T10:00+02:00:60")]
    [InlineData("2024-01-05T10:00+02:00 Europe/Berlin")]
    [InlineData("2024-01-05T10:00 Europe/Nowhere")]
    [InlineData("2024-01-05T10:00 UTC+2")]
    [InlineData("2024-01-05T10:00 CET")]
    [InlineData("2024-01-05T10:00 junk")]
    [InlineData("2024-01-05T10:00 Ευρώπη")]
    public async Task Other_texts_are_no_moments(string text)
    {
        var batch = await TestBatch.TransformAsync(["cast: { a: timestamptz }"], $"{{\"a\":\"{text}\"}}");

        Assert.Equal($"The value of column a is no timestamptz: '{text}'", Assert.Single(batch.Output.Rejects).Reason);
    }

    [Theory]
    [InlineData("2024-01-05")]
    [InlineData("2024-01-05T24:00")]
    [InlineData("2024-01-05T23:30:00.9999999-05:00")]
    [InlineData("2024-01-05T00:30 Europe/Berlin")]
    public async Task A_date_is_the_one_that_is_written(string text)
    {
        var batch = await TestBatch.TransformAsync(["cast: { a: date }"], $"{{\"a\":\"{text}\"}}");

        Assert.Equal(["2024-01-05"], batch.Rows);
    }

    [Theory]
    [InlineData("date", "2024-01-05T10:00 junk")]
    [InlineData("date", "2024-01-05T10:00+99")]
    [InlineData("date", "294247-01-11")]
    [InlineData("timestamp", "2024-01-05T10:00 Europe/Nowhere")]
    [InlineData("timestamp", "2024-01-05T10:00+99")]
    public async Task What_follows_a_date_has_to_be_right_too(string type, string text)
    {
        var batch = await TestBatch.TransformAsync([$"cast: {{ a: {type} }}"], $"{{\"a\":\"{text}\"}}");

        Assert.Equal($"The value of column a is no {type}: '{text}'", Assert.Single(batch.Output.Rejects).Reason);
    }

    [Fact]
    public async Task A_zone_in_one_text_says_nothing_about_the_others()
    {
        var batch = await TestBatch.TransformAsync(["cast: { a: timestamptz }"],
            """{"a":"2024-01-05 10:00:00 Europe/Berlin"}""", """{"a":"2024-01-05 10:00:00"}""", """{"a":"2024-01-05"}""");

        Assert.Equal(["2024-01-05 09:00:00+00", "2024-01-05 10:00:00+00", "2024-01-05 00:00:00+00"], batch.Rows);
    }

    [Fact]
    public async Task The_last_moment_is_the_last_before_infinity()
    {
        var batch = await TestBatch.TransformAsync(
            ["cast: { a: timestamp }"], """{"a":"294247-01-10 04:00:54.775806"}""", """{"a":"294247-01-10 04:00:54.775807"}""");

        Assert.Equal(["294247-01-10 04:00:54.775806"], batch.Rows);
    }

    [Fact]
    public async Task A_timestamp_takes_no_notice_of_the_zone()
    {
        var batch = await TestBatch.TransformAsync(
            ["cast: { a: timestamp }"], """{"a":"2024-07-05 10:00 Europe/Berlin"}""", """{"a":"2024-07-05T10:00-05"}""");

        Assert.Equal(["2024-07-05 10:00:00", "2024-07-05 10:00:00"], batch.Rows);
    }

    [Fact]
    public void To_read_a_text_takes_no_memory()
    {
        static bool Read() => MomentText.TryParse("2024-01-05T10:00:00.123456789+02:00"u8, out var moment) && moment.TryToUtc(out _);

        Assert.True(Read());
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            Read();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
