using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EtlAspire.AppHost.Servers.RabbitMq;

/// <summary>What a broker finds in its data directory when it starts: settings, user and cookie.</summary>
internal sealed class RabbitMqFiles(string directory)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Directory => directory;

    public string Program => Path.Combine(directory, "program");

    public string Home => Path.Combine(directory, "home");

    public string Database => Path.Combine(directory, "mnesia");

    public string Logs => Path.Combine(directory, "log");

    public string Configuration => Path.Combine(directory, "rabbitmq.conf");

    public string AdvancedConfiguration => Path.Combine(directory, "advanced.config");

    public string EnabledPlugins => Path.Combine(directory, "enabled_plugins");

    private string Definitions => Path.Combine(directory, "definitions.json");

    private string Cookie => Path.Combine(Home, ".erlang.cookie");

    public async Task WriteAsync(ServerSettings settings, CancellationToken cancellationToken)
    {
        foreach (var folder in (string[])[Home, Database, Logs])
            System.IO.Directory.CreateDirectory(folder);

        if (!File.Exists(Cookie))
            await WriteSecretAsync(Cookie, RandomNumberGenerator.GetHexString(40), cancellationToken);

        // Read at every start, unlike default_user: passwords may differ from the last run's.
        await WriteSecretAsync(Definitions, UserDefinitions(settings), cancellationToken);
        await File.WriteAllTextAsync(AdvancedConfiguration, "[].\n", cancellationToken);
        await File.WriteAllTextAsync(EnabledPlugins, "[].\n", cancellationToken);
        await File.WriteAllTextAsync(Configuration, $"""
            listeners.tcp.local = 127.0.0.1:{settings.Port}
            load_definitions = {Definitions}

            """, cancellationToken);
    }

    private static string UserDefinitions(ServerSettings settings) => JsonSerializer.Serialize(new
    {
        vhosts = new[] { new { name = "/" } },
        users = new[]
        {
            new
            {
                name = settings.UserName,
                password_hash = Hash(settings.Password),
                hashing_algorithm = "rabbit_password_hashing_sha256",
                tags = "administrator",
            },
        },
        permissions = new[] { new { user = settings.UserName, vhost = "/", configure = ".*", write = ".*", read = ".*" } },
    });

    // RabbitMQ's own form: four bytes of salt, then the hash of salt and password.
    private static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(4);
        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
    }

    // Secret from the first byte on: Erlang refuses a cookie that others can read.
    private static async Task WriteSecretAsync(string path, string text, CancellationToken cancellationToken)
    {
        File.Delete(path);
        await using var writer = new StreamWriter(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        });
        await writer.WriteAsync(text.AsMemory(), cancellationToken);
    }
}
