using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Runs a resource's callbacks and turns what they left into the text that a process gets.</summary>
internal sealed class EnvironmentResolver(DistributedApplicationExecutionContext executionContext,
    ResourceLoggerService loggers, OtelVariables otel)
{
    public static async Task<IReadOnlyList<string>> ArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToList())
            await annotation.Callback(context).ConfigureAwait(false);

        var arguments = new List<string>();
        foreach (var argument in context.Args)
            if (await TextAsync(argument, cancellationToken).ConfigureAwait(false) is { } text)
                arguments.Add(text);
        return arguments;
    }

    public async Task<IReadOnlyDictionary<string, string>> VariablesAsync(ResourceInstance instance,
        CancellationToken cancellationToken)
    {
        var resource = instance.Resource;
        var context = new EnvironmentCallbackContext(executionContext, resource, [], cancellationToken)
        {
            Logger = loggers.GetLogger(instance.Id),
        };
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
            await annotation.Callback(context).ConfigureAwait(false);

        // Everything below is a default: what the AppHost said above wins.
        var defaults = Endpoints(instance);
        if (resource is ProjectResource)
            defaults = defaults.Concat(LaunchProfileAnnotation.VariablesOf(resource)).Concat(otel.For(instance));
        foreach (var (name, value) in defaults)
            context.EnvironmentVariables.TryAdd(name, value);

        var variables = new Dictionary<string, string>();
        foreach (var (name, value) in context.EnvironmentVariables)
            if (await TextAsync(value, cancellationToken).ConfigureAwait(false) is { } text)
                variables[name] = text;
        return variables;
    }

    private static IEnumerable<KeyValuePair<string, string>> Endpoints(ResourceInstance instance)
    {
        var urls = new List<string>();
        foreach (var endpoint in instance.Resource.Annotations.OfType<EndpointAnnotation>())
        {
            var port = instance.TargetPort(endpoint);
            if (endpoint.TargetPortVariable is { } variable)
                yield return new(variable, port.ToString(CultureInfo.InvariantCulture));
            else if (endpoint.UriScheme is "http" or "https")
                urls.Add($"{endpoint.UriScheme}://{endpoint.TargetHost}:{port}");
        }

        if (instance.Resource is ProjectResource && urls.Count > 0)
            yield return new("ASPNETCORE_URLS", string.Join(';', urls));
    }

    private static async ValueTask<string?> TextAsync(object? value, CancellationToken cancellationToken) => value switch
    {
        null => null,
        string text => text,
        IValueProvider provider => await provider.GetValueAsync(cancellationToken).ConfigureAwait(false),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
