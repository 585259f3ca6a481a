using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

public static class ParameterResourceBuilderExtensions
{
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder,
        string name, bool secret = false) => builder.AddResource(builder.CreateParameter(name, secret));

    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder,
        string name, string value, bool publishValueAsDefault = false, bool secret = false)
    {
        if (publishValueAsDefault && secret)
            throw new ArgumentException("A parameter cannot be both secret and publishValueAsDefault.", nameof(secret));

        return builder.AddResource(new ParameterResource(name, _ => builder.Configured(name) ?? value, secret));
    }

    /// <summary>A server's password: configured, or made up once and kept with the server's data.</summary>
    internal static ParameterResource CreatePassword(this IDistributedApplicationBuilder builder, string name, bool special)
    {
        var parameter = builder.CreateParameter(name, secret: true);
        parameter.Default = new GeneratedPassword(special);
        builder.AddResource(parameter);
        return parameter;
    }

    private static ParameterResource CreateParameter(this IDistributedApplicationBuilder builder, string name, bool secret) =>
        new(name, @default => builder.Configured(name) ?? (@default is null
            ? throw new MissingParameterValueException(
                $"Parameter resource could not be used because configuration key 'Parameters:{name}' is missing and " +
                "the Parameter has no default value.")
            : builder.ExecutionContext.Services.GetRequiredService<GeneratedSecrets>()
                .GetOrAdd($"Parameters:{name}", @default.GetDefaultValue)), secret);

    // Environment variables cannot hold a hyphen.
    private static string? Configured(this IDistributedApplicationBuilder builder, string name) =>
        builder.Configuration[$"Parameters:{name}"] ?? builder.Configuration[$"Parameters:{name.Replace('-', '_')}"];
}
