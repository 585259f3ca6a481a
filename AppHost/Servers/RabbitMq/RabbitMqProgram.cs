namespace EtlAspire.AppHost.Servers.RabbitMq;

/// <summary>
/// A view of the installed RabbitMQ without its optional plugins. Erlang searches every folder of its path for every
/// module it loads, and the plugins are most of the folders: without them the broker boots in half the time.
/// </summary>
internal static class RabbitMqProgram
{
    private const string Root = "/usr/lib/rabbitmq/lib";
    private const string OptionalPlugin = "rabbitmq_";
    private const string NotOptional = "rabbitmq_prelaunch";

    /// <summary>The folder of the installed RabbitMQ.</summary>
    /// <exception cref="DistributedApplicationException">None is installed.</exception>
    public static string Installed() =>
        InstalledPrograms.Newest(Root, "rabbitmq_server-", "sbin/rabbitmq-server", "RabbitMQ", "rabbitmq-server").Folder;

    /// <summary>Makes the view in <paramref name="folder"/>, anew, and returns the path of the broker's start script.</summary>
    public static string Link(string folder)
    {
        var installed = Installed();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true); // removes links, not what they lead to
        Directory.CreateDirectory(Path.Combine(folder, "plugins"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "sbin"), Path.Combine(installed, "sbin"));
        foreach (var library in Directory.EnumerateFileSystemEntries(Path.Combine(installed, "plugins")))
        {
            var name = Path.GetFileName(library);
            if (!name.StartsWith(OptionalPlugin, StringComparison.Ordinal) || name.StartsWith(NotOptional, StringComparison.Ordinal))
                File.CreateSymbolicLink(Path.Combine(folder, "plugins", name), library);
        }

        return Path.Combine(folder, "sbin", "rabbitmq-server");
    }
}
