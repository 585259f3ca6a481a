#pragma warning disable
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
namespace Microsoft.Extensions.Hosting
{
    public sealed class NpgsqlSettingsPlaceholder { public bool DisableRetry { get; set; } }

    public static class AspireEFPostgreSqlExtensionsPlaceholder
    {
        public static void AddNpgsqlDbContext<TContext>(this IHostApplicationBuilder builder, string connectionName, Action<NpgsqlSettingsPlaceholder>? configureSettings = null, Action<DbContextOptionsBuilder>? configureDbContextOptions = null) where TContext : DbContext
        {
            builder.Services.AddDbContextPool<TContext>(options =>
            {
                options.UseNpgsql(builder.Configuration.GetConnectionString(connectionName));
                configureDbContextOptions?.Invoke(options);
            });
        }
    }
}
