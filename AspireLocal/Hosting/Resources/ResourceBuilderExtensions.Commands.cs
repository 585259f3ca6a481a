using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithCommand<T>(this IResourceBuilder<T> builder, string name, string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand, CommandOptions? commandOptions = null)
        where T : IResource
    {
        builder.Resource.Annotations.Add(
            new ResourceCommandAnnotation(name, displayName, executeCommand, commandOptions?.ConfirmationMessage));
        return builder;
    }

    public static IResourceBuilder<TResource> WithHttpCommand<TResource>(this IResourceBuilder<TResource> builder, string path,
        string displayName, string? endpointName = null, string? commandName = null, HttpCommandOptions? commandOptions = null)
        where TResource : IResourceWithEndpoints
    {
        var endpoint = builder.GetEndpoint(endpointName ?? "http");
        var method = commandOptions?.Method ?? HttpMethod.Post;
        var name = commandName ?? $"{builder.Resource.Name}-http-{endpoint.EndpointName}-{method}-{path}";
        return builder.WithCommand(name, displayName, context => SendAsync(endpoint, method, path, commandOptions, context), commandOptions);
    }

    private static async Task<ExecuteCommandResult> SendAsync(EndpointReference endpoint, HttpMethod method, string path,
        HttpCommandOptions? options, ExecuteCommandContext context)
    {
        using var client = context.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        using var request = new HttpRequestMessage(method, new Uri(new Uri(endpoint.Url), path));
        if (options?.PrepareRequest is { } prepare)
        {
            await prepare(new HttpCommandRequestContext
            {
                ResourceName = context.ResourceName,
                Endpoint = endpoint,
                Request = request,
                CancellationToken = context.CancellationToken,
            }).ConfigureAwait(false);
        }

        try
        {
            using var response = await client.SendAsync(request, context.CancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? CommandResults.Success()
                : CommandResults.Failure($"Request failed with status code {response.StatusCode}");
        }
        catch (HttpRequestException exception)
        {
            return CommandResults.Failure(exception.Message);
        }
    }
}
