using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Processes;

/// <summary>Where servers keep their data and this AppHost its own notes, from one run to the next.</summary>
internal sealed class DataDirectory(IConfiguration configuration, string appHostDirectory)
{
    public const string Key = "ETL_DATA_DIR";

    public string Root { get; } = Path.GetFullPath(
        configuration[Key] is { Length: > 0 } given ? given : ".data", Path.Combine(appHostDirectory, ".."));

    public string Of(string resourceName) => Path.Combine(Root, resourceName);

    /// <summary>The AppHost's own corner, which others may not read: it holds passwords.</summary>
    public string Private(string fileName)
    {
        var folder = Path.Combine(Root, "apphost");
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return Path.Combine(folder, fileName);
    }
}
