using System.Security.Cryptography;
using System.Text;
using EtlAspire.Storage;

namespace EtlAspire.Loader.Schema;

/// <summary>A table in the warehouse.</summary>
internal sealed record TableName(string Schema, string Name)
{
    /// <summary>Where runs gather their rows before they are published.</summary>
    public const string StagingSchema = "etl_staging";

    private const int HashLength = 8;

    /// <summary>Schema and name, quoted for SQL.</summary>
    public string Quoted => SqlName.Quote(Schema, Name);

    /// <summary>The staging table of a run's resource, such as <c>etl_staging."17_users"</c>.</summary>
    public static TableName Staging(long runNumber, string table) =>
        new(StagingSchema, Fit($"{StagingPrefix(runNumber)}{table}"));

    /// <summary>What the names of a run's staging tables begin with.</summary>
    public static string StagingPrefix(long runNumber) => $"{runNumber}_";

    /// <summary>The name as people write it, and as the catalog keeps it.</summary>
    public override string ToString() => $"{Schema}.{Name}";

    /// <summary>A name that PostgreSQL would cut off ends in a hash of all of it instead, so that two stay two.</summary>
    public static string Fit(string name)
    {
        if (name.Length <= Identifiers.MaximumLength)
            return name;

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return $"{name[..(Identifiers.MaximumLength - HashLength - 1)]}_{hash[..HashLength]}";
    }
}
