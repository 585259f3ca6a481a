using System.Globalization;

namespace EtlAspire.Dashboard.Warehouse;

/// <summary>A table of the warehouse.</summary>
/// <param name="Rows">How many rows it has.</param>
/// <param name="RowsAreEstimated">Whether that is the database's estimate.</param>
/// <param name="Bytes">Its size on disk, indexes and all.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
internal sealed record WarehouseTable(string Schema, string Name, long Rows, bool RowsAreEstimated, long Bytes)
{
    /// <summary>Larger tables are looked at through a sample of about this many rows.</summary>
    private const long SampleFrom = 200_000;

    /// <summary>Whether its figures come from a sample.</summary>
    public bool IsSampled => Rows > SampleFrom;

    /// <summary>The table's name in SQL.</summary>
    public string SqlName => EtlAspire.Storage.SqlName.Quote(Schema, Name);

    /// <summary>What to read figures from: the table, or a sample of it that is the same for one state of the table.</summary>
    public string SqlSource => IsSampled
        ? string.Create(CultureInfo.InvariantCulture,
            $"{SqlName} tablesample system ({100.0 * SampleFrom / Rows:0.######}) repeatable (1)")
        : SqlName;
}
