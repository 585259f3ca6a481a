namespace EtlAspire.Dashboard.Warehouse;

internal static class WarehouseRegistration
{
    public static void AddWarehouse(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<WarehouseReader>();
        builder.Services.AddScoped<WarehouseSchemas>();
        builder.Services.AddScoped<WarehouseTables>();
        builder.Services.AddScoped<TableReports>();
    }
}
