namespace EtlAspire.Dashboard.Warehouse;

/// <summary>The places of a table's rows.</summary>
/// <param name="Latitude">The column with the latitudes.</param>
/// <param name="Longitude">The column with the longitudes.</param>
/// <param name="Points">Longitude and latitude of up to <see cref="MaxPoints"/> rows.</param>
internal sealed record TableMap(string Latitude, string Longitude, IReadOnlyList<double[]> Points)
{
    public const int MaxPoints = 2_000;
}
