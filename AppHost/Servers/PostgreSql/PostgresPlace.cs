using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace EtlAspire.AppHost.Servers.PostgreSql;

/// <summary>Where a PostgreSQL keeps its files, and the system user it runs as (null: the user who runs us).</summary>
internal sealed partial class PostgresPlace(string directory, string? user)
{
    // PostgreSQL refuses to run as root; the package brings this user.
    private const string SystemUser = "postgres";
    private const string ReachableRoot = "/var/lib/etl-aspire";

    private const UnixFileMode OpenToAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute |
        UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public string Directory => directory;

    public string? User => user;

    public string Data => Path.Combine(directory, "data");

    public string ConfigurationFile => Path.Combine(directory, "postgresql.conf");

    public static PostgresPlace Choose(string dataDirectory, ILogger logger)
    {
        var wanted = Path.GetFullPath(dataDirectory);
        System.IO.Directory.CreateDirectory(wanted);
        if (!Environment.IsPrivilegedProcess)
            return new PostgresPlace(wanted, user: null);

        if (IsReachable(wanted))
            return new PostgresPlace(wanted, SystemUser);

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wanted)))[..16];
        var elsewhere = Path.Combine(ReachableRoot, hash);
        System.IO.Directory.CreateDirectory(elsewhere);
        File.SetUnixFileMode(ReachableRoot, OpenToAll);
        File.SetUnixFileMode(elsewhere, OpenToAll);
        LogElsewhere(logger, SystemUser, wanted, elsewhere);
        return new PostgresPlace(elsewhere, SystemUser);
    }

    // Every folder on the way must let any user through.
    private static bool IsReachable(string directory)
    {
        for (var folder = new DirectoryInfo(RealPath.Of(directory)); folder is not null; folder = folder.Parent)
        {
            if (!folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
                return false;
        }

        return true;
    }

    [LoggerMessage(LogLevel.Information, "PostgreSQL runs as {User}, who cannot reach {Directory}: its data is in {Elsewhere}")]
    private static partial void LogElsewhere(ILogger logger, string user, string directory, string elsewhere);
}
