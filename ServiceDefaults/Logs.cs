using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EtlAspire.ServiceDefaults;

/// <summary>Which of the frameworks' log lines are worth a person's time.</summary>
internal static class Logs
{
    // Every SQL statement and every health request, at Information; failures are thrown, and logged where they are handled.
    private static readonly (string Category, LogLevel Level)[] Quietened =
    [
        ("Microsoft.EntityFrameworkCore", LogLevel.Warning),
        ("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None),
        ("Microsoft.EntityFrameworkCore.Database.Connection", LogLevel.None),
        ("Microsoft.EntityFrameworkCore.Query", LogLevel.None),
        ("Microsoft.EntityFrameworkCore.Migrations", LogLevel.Information),
        ("Microsoft.AspNetCore", LogLevel.Warning),
        ("System.Net.Http.HttpClient", LogLevel.Warning),
        ("Polly", LogLevel.Error),
    ];

    public static void QuietenFrameworks(this IHostApplicationBuilder builder)
    {
        foreach (var (category, level) in Quietened)
            builder.Logging.AddFilter(category, level);
    }
}
