using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where the lines of resources go besides their log.</summary>
internal interface IResourceOutput
{
    void Write(string resourceId, string line, bool isError);
}

/// <summary>A person's console: every line starts with the name of its resource.</summary>
internal sealed class ConsoleOutput(ResourceLabels labels) : IResourceOutput
{
    public void Write(string resourceId, string line, bool isError) =>
        Console.Out.WriteLine($"[{labels.Of(resourceId)}] {line}");
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
