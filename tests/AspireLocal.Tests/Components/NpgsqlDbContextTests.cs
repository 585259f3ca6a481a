using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EtlAspire.AspireLocal.Tests.Components;

public sealed class NpgsqlDbContextTests
{
    private const string Section = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL";

    [Fact]
    public void The_connection_string_by_name_beats_the_section_and_the_delegate_beats_both()
    {
        var builder = Builder(($"{Section}:ConnectionString", "Host=section"), ("ConnectionStrings:warehouse", "Host=byname"));

        string? seen = null;
        builder.AddNpgsqlDbContext<SomeContext>("warehouse", settings =>
        {
            seen = settings.ConnectionString;
            settings.ConnectionString = "Host=delegate";
        });

        using var host = builder.Build();
        using var scope = host.Services.CreateScope();
        Assert.Equal("Host=byname", seen);
        Assert.Equal("Host=delegate", scope.ServiceProvider.GetRequiredService<SomeContext>().Database.GetConnectionString());
    }

    [Fact]
    public void The_section_of_the_context_beats_the_connections_and_that_the_common_one()
    {
        var builder = Builder(
            ($"{Section}:CommandTimeout", "1"), ($"{Section}:warehouse:CommandTimeout", "2"),
            ($"{Section}:warehouse:DisableRetry", "true"), ($"{Section}:SomeContext:CommandTimeout", "3"));

        builder.AddNpgsqlDbContext<SomeContext>("warehouse", settings =>
        {
            Assert.Equal(3, settings.CommandTimeout);
            Assert.True(settings.DisableRetry);
        });
    }

    [Fact]
    public void A_missing_connection_string_is_told_when_the_context_is_used()
    {
        var builder = Builder();
        builder.AddNpgsqlDbContext<SomeContext>("warehouse");
        using var host = builder.Build();
        using var scope = host.Services.CreateScope();

        var missing = Assert.Throws<InvalidOperationException>(scope.ServiceProvider.GetRequiredService<SomeContext>);

        Assert.Contains("ConnectionStrings:warehouse", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_health_check_has_the_name_of_the_context()
    {
        var builder = Builder(("ConnectionStrings:warehouse", "Host=x"));
        builder.AddNpgsqlDbContext<SomeContext>("warehouse");
        using var host = builder.Build();

        var checks = host.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations;

        Assert.Equal([nameof(SomeContext)], checks.Select(check => check.Name));
    }

    private static HostApplicationBuilder Builder(params (string Key, string Value)[] configuration)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        return builder;
    }

    private sealed class SomeContext(DbContextOptions<SomeContext> options) : DbContext(options);
}
