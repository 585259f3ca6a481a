namespace EtlAspire.Dashboard.Warehouse;

internal static class WarehouseRegistration
{
    public static IHostApplicationBuilder AddWarehouse(this IHostApplicationBuilder builder) => builder;
}
