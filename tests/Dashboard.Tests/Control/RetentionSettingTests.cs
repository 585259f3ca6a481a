using System.Diagnostics;
using EtlAspire.Dashboard.Control;

namespace EtlAspire.Dashboard.Tests.Control;

public sealed class RetentionSettingTests
{
    [Theory]
    [InlineData("30d", 30 * 24)]
    [InlineData("12h", 12)]
    [InlineData("99999d", 99_999 * 24)]
    public void Age_is_days_or_hours(string text, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), RetentionSetting.ParseAge(text));

    [Theory]
    [InlineData("500MB", 500_000_000)]
    [InlineData("50GB", 50_000_000_000)]
    [InlineData("999999GB", 999_999_000_000_000)]
    public void Size_is_megabytes_or_gigabytes_of_1000(string text, long bytes) =>
        Assert.Equal(bytes, RetentionSetting.ParseSize(text));

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("1h", null)]
    [InlineData(null, "1MB")]
    public void Either_may_be_left_out(string? age, string? size) =>
        Assert.Null(RetentionSetting.FindMistake(age, size));

    [Theory]
    [InlineData("30")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("1.5d")]
    [InlineData("30 d")]
    [InlineData("30D")]
    [InlineData("30d\n")]
    [InlineData("100000d")]
    [InlineData("٣d")]
    public void Wrong_age_is_named_with_what_it_holds_and_what_it_may(string text) => Assert.StartsWith(
        $"ETL_LAKE_MAX_AGE is '{text}': write days or hours, such as 30d or 12h,",
        RetentionSetting.FindMistake(text, "50GB"), StringComparison.Ordinal);

    [Theory]
    [InlineData("50")]
    [InlineData("0GB")]
    [InlineData("50GiB")]
    [InlineData("50gb")]
    [InlineData("1,5GB")]
    [InlineData("9999999GB")]
    public void Wrong_size_is_named_with_what_it_holds_and_what_it_may(string text) => Assert.StartsWith(
        $"ETL_LAKE_MAX_SIZE is '{text}': write megabytes or gigabytes, such as 500MB or 50GB,",
        RetentionSetting.FindMistake("30d", text), StringComparison.Ordinal);

    [Fact]
    public async Task Wrong_setting_ends_the_Dashboard_with_a_line()
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(RetentionSetting).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ETL_LAKE_MAX_AGE"] = "a month",
                ["ConnectionStrings__warehouse"] = "Host=127.0.0.1;Port=1",
                ["ConnectionStrings__messaging"] = "amqp://127.0.0.1:1",
            },
        };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));

        using var dashboard = Process.Start(start)!;
        var output = dashboard.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = await dashboard.StandardError.ReadToEndAsync(deadline.Token);
        await dashboard.WaitForExitAsync(deadline.Token);

        Assert.Equal(1, dashboard.ExitCode);
        Assert.Equal("", await output);
        Assert.Equal(RetentionSetting.FindMistake("a month", null), error.TrimEnd());
    }
}
