using System.Net.Http.Headers;

namespace EtlAspire.AppHost.Services;

/// <summary>Lets a person start a pipeline from the resource list.</summary>
internal static class RunCommand
{
    public static IResourceBuilder<ProjectResource> RunPipelineByCommand(
        this IResourceBuilder<ProjectResource> dashboard, string pipeline, string token) =>
        dashboard.WithHttpCommand($"/api/pipelines/{pipeline}/runs", $"Run the {pipeline} pipeline", endpointName: "http",
            commandOptions: new HttpCommandOptions
            {
                PrepareRequest = context =>
                {
                    context.Request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                    return Task.CompletedTask;
                },
            });
}
