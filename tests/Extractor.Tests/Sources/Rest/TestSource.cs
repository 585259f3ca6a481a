using EtlAspire.Contracts.Pipelines;
using EtlAspire.Extractor.Sources;
using EtlAspire.Extractor.Sources.Rest;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.Extractor.Tests.Sources.Rest;

/// <summary>The source as the service registers it, less patient, and with an environment of the test's own.</summary>
internal static class TestSource
{
    public static IServiceCollection AddTestSource(
        this IServiceCollection services, IReadOnlyDictionary<string, string>? environment = null,
        TimeSpan? patience = null)
    {
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler()); // as ServiceDefaults has it
        services.AddSources();
        services.AddSingleton(new Settings(name => environment?.GetValueOrDefault(name)));
        services.Configure<RestOptions>(options =>
        {
            options.Attempts = 3;
            options.HeaderTimeout = patience ?? TimeSpan.FromSeconds(20);
            options.IdleTimeout = patience ?? TimeSpan.FromSeconds(20);
            options.RetryDelay = TimeSpan.FromMilliseconds(1);
        });
        return services;
    }

    public static PipelineDefinition Pipeline(string baseUrl, string more = "path: /users", string source = "")
    {
        var result = PipelineReader.Read($$"""
            name: test
            source: { type: rest, base_url: "{{baseUrl}}" {{source}} }
            resources:
              - { name: users, write_disposition: append, {{more}} }
            destination: { schema: warehouse }
            """);
        Assert.Empty(result.Errors);
        return result.Definition!;
    }
}
