using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace EtlAspire.AppHost.Servers.PostgreSql;

/// <summary>The data directory (in PostgreSQL's word: cluster): its creation, its version and its password.</summary>
internal sealed partial class PostgresCluster(PostgresPlace place, ILogger logger)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _readyMark = Path.Combine(place.Directory, "password-set");
    private (Version Version, string Folder) _programs;
    private bool _isNew;

    public Version Version => _programs.Version;

    public string Program(string name) => Path.Combine(_programs.Folder, "bin", name);

    public async Task EnsureCreatedAsync(string userName, CancellationToken cancellationToken)
    {
        RefuseIfUnreadable();
        var versionFile = Path.Combine(place.Data, "PG_VERSION");
        if (File.Exists(versionFile))
        {
            _programs = PostgresPrograms.ThatMade(place.Data, (await File.ReadAllTextAsync(versionFile, cancellationToken)).Trim());
            await GiveToUserAsync(place.Data, cancellationToken); // the last run may have been another user's
            return;
        }

        _programs = PostgresPrograms.Newest();
        SetAsideHalfMade();
        File.Delete(_readyMark);

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
        _isNew = true;
    }

    /// <summary>
    /// Sets the password, which may differ from the last run's, and creates the database where it is missing: in single-user
    /// mode, and only when something of it is new. A cluster that was just made has no database yet, and is not asked for it.
    /// </summary>
    public async Task EnsureReadyAsync(string userName, string password, string database, CancellationToken cancellationToken)
    {
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{userName}\n{password}\n{database}")));
        if (File.Exists(_readyMark) && await File.ReadAllTextAsync(_readyMark, cancellationToken) == mark)
            return;

        var role = Quote(userName, '"');
        var create = $"DO $do$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {Quote(userName, '\'')}) " +
            $"THEN CREATE ROLE {role}; END IF; END $do$";
        var alter = $"ALTER ROLE {role} WITH SUPERUSER LOGIN PASSWORD {Quote(password, '\'')}";
        var find = $"SELECT 'found' FROM pg_database WHERE datname = {Quote(database, '\'')}";
        var make = $"CREATE DATABASE {Quote(database, '"')}";
        var answer = await RunSingleUserAsync($"{create}\n{alter}\n{(_isNew ? make : find)}\n", cancellationToken);
        if (!_isNew && !answer.Contains("\"found\"", StringComparison.Ordinal))
            await RunSingleUserAsync($"{make}\n", cancellationToken);

        await File.WriteAllTextAsync(_readyMark, mark, cancellationToken);
        File.SetUnixFileMode(_readyMark, OwnerOnly);
    }

    private Task<string> RunSingleUserAsync(string statements, CancellationToken cancellationToken) =>
        Tool.RunAsync(place.User, Program("postgres"),
            [
                "--single", "-D", place.Data, "-c", $"config_file={place.ConfigurationFile}", "-c", "exit_on_error=on",
                "-c", "log_min_error_statement=panic", // a statement shown with its error would show the password
                "postgres",
            ],
            statements, cancellationToken);

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
