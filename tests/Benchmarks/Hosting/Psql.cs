using System.Globalization;

namespace EtlAspire.Benchmarks.Hosting;

/// <summary>PostgreSQL's own client, with which the bare copy is made.</summary>
internal static class Psql
{
    /// <summary>Runs one command, such as <c>\copy</c>.</summary>
    public static Task RunAsync(Warehouse warehouse, string command, TimeSpan deadline, CancellationToken cancellationToken) =>
        Tool.RunAsync("psql", ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--command", command],
            Settings(warehouse), deadline, cancellationToken);

    /// <summary>The variables by which every client of libpq finds the warehouse.</summary>
    public static IReadOnlyDictionary<string, string> Settings(Warehouse warehouse) => new Dictionary<string, string>
    {
        ["PGHOST"] = warehouse.Settings.Host!,
        ["PGPORT"] = warehouse.Settings.Port.ToString(CultureInfo.InvariantCulture),
        ["PGUSER"] = warehouse.Settings.Username!,
        ["PGPASSWORD"] = warehouse.Settings.Password!,
        ["PGDATABASE"] = warehouse.Settings.Database!,
    };
}
