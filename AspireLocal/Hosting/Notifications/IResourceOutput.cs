using System.Text.RegularExpressions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where the lines of resources go besides their log.</summary>
internal interface IResourceOutput
{
    void Write(string resourceId, string line, bool isError);
}

/// <summary>A person's console: every line starts with the name of its resource.</summary>
internal sealed partial class ConsoleOutput(ResourceLabels labels) : IResourceOutput
{
    // Services are told to colour their lines, as Aspire does; a file wants none of it.
    private readonly bool _isPlain = Console.IsOutputRedirected;

    public void Write(string resourceId, string line, bool isError) =>
        Console.Out.WriteLine($"[{labels.Of(resourceId)}] {(_isPlain ? Colours().Replace(line, "") : line)}");

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colours();
}

/// <summary>Tests: through logging, in Aspire's category, so that a test's log filters apply.</summary>
internal sealed partial class LoggerOutput(ILoggerFactory loggers, IHostEnvironment environment, ResourceLabels labels)
    : IResourceOutput
{
    public void Write(string resourceId, string line, bool isError)
    {
        var logger = loggers.CreateLogger($"{environment.ApplicationName}.Resources.{labels.Of(resourceId)}");
        if (isError)
            LogError(logger, line);
        else
            LogLine(logger, line);
    }

    [LoggerMessage(LogLevel.Information, "{Line}")]
    private static partial void LogLine(ILogger logger, string line);

    [LoggerMessage(LogLevel.Error, "{Line}")]
    private static partial void LogError(ILogger logger, string line);
}
