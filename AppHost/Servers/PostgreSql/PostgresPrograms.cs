using System.Globalization;

namespace EtlAspire.AppHost.Servers.PostgreSql;

/// <summary>The PostgreSQL that is installed here.</summary>
internal static class PostgresPrograms
{
    private const string Root = "/usr/lib/postgresql";
    private const string Server = "bin/postgres";

    /// <exception cref="DistributedApplicationException">None is.</exception>
    public static (Version Version, string Folder) Newest() =>
        InstalledPrograms.Newest(Root, "", Server, "PostgreSQL", "postgresql");

    /// <summary>The one that can read a data directory of some major version.</summary>
    /// <exception cref="DistributedApplicationException">It is not installed.</exception>
    public static (Version Version, string Folder) ThatMade(string data, string majorVersion)
    {
        var found = InstalledPrograms.FindVersions(Root, "", Server)
            .FirstOrDefault(one => one.Version.Major.ToString(CultureInfo.InvariantCulture) == majorVersion);
        return found.Folder is not null
            ? found
            : throw InstalledPrograms.Missing($"PostgreSQL {majorVersion}, which {data} was made with,", $"postgresql-{majorVersion}");
    }
}
