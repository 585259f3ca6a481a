using System.Text.Json;

namespace Aspire.Hosting.Processes;

/// <summary>Passwords made up once and kept beside the data that they open, as Aspire keeps them in user secrets.</summary>
internal sealed class GeneratedSecrets(DataDirectory dataDirectory)
{
    private readonly Lock _lock = new();

    public string GetOrAdd(string key, Func<string> generate)
    {
        lock (_lock)
        {
            var path = dataDirectory.Private("secrets.json");
            var secrets = File.Exists(path)
                ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path)) ?? []
                : [];
            if (secrets.TryGetValue(key, out var kept))
                return kept;

            secrets[key] = generate();
            Save(path, JsonSerializer.Serialize(secrets));
            return secrets[key];
        }
    }

    // Written aside and moved into place: a crash halfway would lose the password of existing data.
    private static void Save(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        using (var writer = new StreamWriter($"{path}.new", options))
            writer.Write(text);
        File.Move($"{path}.new", path, overwrite: true);
    }
}
