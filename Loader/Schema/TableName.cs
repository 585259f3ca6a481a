using EtlAspire.Storage;

namespace EtlAspire.Loader.Schema;

/// <summary>A table in the warehouse.</summary>
internal sealed record TableName(string Schema, string Name)
{
    /// <summary>Where runs gather their rows before they are published.</summary>
    public const string StagingSchema = "etl_staging";

    /// <summary>Schema and name, quoted for SQL.</summary>
    public string Quoted => SqlName.Quote(Schema, Name);

    /// <summary>The staging table of a run's resource, such as <c>etl_staging."17_users"</c>.</summary>
    public static TableName Staging(long runNumber, string table) =>
        new(StagingSchema, Identifiers.Fit($"{runNumber}_{table}"));

    /// <summary>The name as people write it, and as the catalog keeps it.</summary>
    public override string ToString() => $"{Schema}.{Name}";
}
