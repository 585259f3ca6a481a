using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Servers;

/// <summary>The data directory (in PostgreSQL's word: cluster): its creation, its version and its password.</summary>
internal sealed partial class PostgresCluster(PostgresPlace place, ILogger logger)
{
    private const string ProgramRoot = "/usr/lib/postgresql";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _passwordMark = Path.Combine(place.Directory, "password-set");
    private string? _programs;

    public Version Version { get; private set; } = new();

    public string Program(string name) => Path.Combine(_programs!, name);

    public async Task EnsureCreatedAsync(string userName, CancellationToken cancellationToken)
    {
        RefuseIfUnreadable();
        var versionFile = Path.Combine(place.Data, "PG_VERSION");
        if (File.Exists(versionFile))
        {
            UsePrograms((await File.ReadAllTextAsync(versionFile, cancellationToken)).Trim());
            await GiveToUserAsync(place.Data, cancellationToken); // the last run may have been another user's
            return;
        }

        UsePrograms(wanted: null);
        SetAsideHalfMade();
        File.Delete(_passwordMark);

        // Made under another name: a directory called "data" is always a whole one.
        var unfinished = place.Data + ".unfinished";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished, OwnerOnly | UnixFileMode.UserExecute);
        await GiveToUserAsync(unfinished, cancellationToken);

        // "reject": who may come in is said in our own pg_hba.conf, not in this one.
        await Tool.RunAsync(place.User, Program("initdb"),
            ["-D", unfinished, $"--username={userName}", "--auth=reject", "--encoding=UTF8", "--locale=C.UTF-8"],
            input: "", cancellationToken);
        Directory.Move(unfinished, place.Data);
    }

    /// <summary>Passwords may differ from the last run's: sets it, in single-user mode, if it changed.</summary>
    public async Task EnsurePasswordAsync(string userName, string password, CancellationToken cancellationToken)
    {
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{userName}\n{password}")));
        if (File.Exists(_passwordMark) && await File.ReadAllTextAsync(_passwordMark, cancellationToken) == mark)
            return;

        var role = Quote(userName, '"');
        var create = $"DO $do$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {Quote(userName, '\'')}) " +
            $"THEN CREATE ROLE {role}; END IF; END $do$";
        var alter = $"ALTER ROLE {role} WITH SUPERUSER LOGIN PASSWORD {Quote(password, '\'')}";
        await Tool.RunAsync(place.User, Program("postgres"),
            [
                "--single", "-D", place.Data, "-c", $"config_file={place.ConfigurationFile}", "-c", "exit_on_error=on",
                "-c", "log_min_error_statement=panic", // a statement shown with its error would show the password
                "postgres",
            ],
            $"{create}\n{alter}\n", cancellationToken);

        await File.WriteAllTextAsync(_passwordMark, mark, cancellationToken);
        File.SetUnixFileMode(_passwordMark, OwnerOnly);
    }

    private void UsePrograms(string? wanted)
    {
        var versions = InstalledPrograms.FindVersions(ProgramRoot, "", "bin/postgres");
        var chosen = versions.FirstOrDefault(found => wanted is null || found.Version.Major.ToString(CultureInfo.InvariantCulture) == wanted);
        if (chosen.Folder is null)
        {
            throw wanted is null
                ? InstalledPrograms.Missing("PostgreSQL", "postgresql")
                : InstalledPrograms.Missing($"PostgreSQL {wanted}, which {place.Data} was made with,", $"postgresql-{wanted}");
        }

        Version = chosen.Version;
        _programs = Path.Combine(chosen.Folder, "bin");
    }

    private void RefuseIfUnreadable()
    {
        try
        {
            _ = Directory.Exists(place.Data) && Directory.EnumerateFileSystemEntries(place.Data).Any();
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new InvalidOperationException(
                $"{place.Data} belongs to another user. Start as that user or as root, or choose another ETL_DATA_DIR.", denied);
        }
    }

    // Not made by us, or its files are lost: kept, in case somebody wants it.
    private void SetAsideHalfMade()
    {
        if (!Directory.Exists(place.Data))
            return;

        var number = 1;
        while (Directory.Exists($"{place.Data}.set-aside-{number}"))
            number++;
        var aside = $"{place.Data}.set-aside-{number}";
        Directory.Move(place.Data, aside);
        LogSetAside(place.Data, aside);
    }

    private Task GiveToUserAsync(string directory, CancellationToken cancellationToken) => place.User is null
        ? Task.CompletedTask
        : Tool.RunAsync(user: null, "chown", ["--recursive", $"{place.User}:{place.User}", directory], input: "", cancellationToken);

    private static string Quote(string text, char quote) =>
        quote + text.Replace(quote.ToString(), new string(quote, 2), StringComparison.Ordinal) + quote;

    [LoggerMessage(LogLevel.Warning, "{DataDirectory} is not a whole PostgreSQL data directory: moved to {Aside}, starting with an empty one")]
    private partial void LogSetAside(string dataDirectory, string aside);
}
