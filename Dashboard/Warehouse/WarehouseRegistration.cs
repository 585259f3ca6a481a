namespace EtlAspire.Dashboard.Warehouse;

internal static class WarehouseRegistration
{
    public static IHostApplicationBuilder AddWarehouse(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<WarehouseReader>();
        builder.Services.AddScoped<WarehouseSchemas>();
        builder.Services.AddScoped<WarehouseTables>();
        builder.Services.AddScoped<TableReports>();
        return builder;
    }
}
