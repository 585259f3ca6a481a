using Cronos;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>The times at which a pipeline runs by itself: cron expressions of five fields, in UTC.</summary>
public static class Schedules
{
    private const string Shape =
        "must be a cron expression of five fields (minute hour day month weekday), as in 0 3 * * *";

    private static readonly DateTimeOffset AnyTime = DateTimeOffset.UnixEpoch;

    /// <summary>The first time after a moment, or null if there is none.</summary>
    public static DateTimeOffset? NextAfter(string schedule, DateTimeOffset moment) =>
        CronExpression.Parse(schedule, CronFormat.Standard).GetNextOccurrence(moment, TimeZoneInfo.Utc);

    /// <summary>What is wrong with a schedule, as the end of a sentence, or null.</summary>
    internal static string? FindMistake(string text)
    {
        if (!CronExpression.TryParse(text, CronFormat.Standard, out var cron))
            return Shape;
        return cron.GetNextOccurrence(AnyTime, TimeZoneInfo.Utc) is null ? "names a time that never comes" : null;
    }
}
