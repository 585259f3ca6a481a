using System.Text.Json;

namespace Aspire.Hosting;

public sealed class LaunchSettings
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public Dictionary<string, LaunchProfile> Profiles { get; init; } = [];

    internal static LaunchSettings? Read(string projectDirectory)
    {
        var path = Path.Combine(projectDirectory, "Properties", "launchSettings.json");
        if (!File.Exists(path))
            return null;

        try
        {
            return JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllText(path), Json);
        }
        catch (JsonException exception)
        {
            throw new DistributedApplicationException($"Cannot read {path}: {exception.Message}", exception);
        }
    }

    /// <summary>The first profile that runs the project itself.</summary>
    internal string? FirstProfileName() => Profiles
        .FirstOrDefault(profile => profile.Value.CommandName is null or "" or "Project" or "Executable").Key;
}

public sealed class LaunchProfile
{
    public string? CommandName { get; init; }

    public string? CommandLineArgs { get; init; }

    public string? ExecutablePath { get; init; }

    public bool? DotnetRunMessages { get; init; }

    public bool? LaunchBrowser { get; init; }

    public string? LaunchUrl { get; init; }

    public string? ApplicationUrl { get; init; }

    public Dictionary<string, string> EnvironmentVariables { get; init; } = [];
}
