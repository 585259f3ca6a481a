using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace EtlAspire.AppHost.Restarting;

internal static class RestartingRegistration
{
    /// <summary>Starts the resource again when it ends without having been told to.</summary>
    public static IResourceBuilder<T> RestartWhenItDies<T>(this IResourceBuilder<T> builder) where T : IResource
    {
        builder.ApplicationBuilder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, Restarter>());
        return builder.WithAnnotation(new RestartAnnotation());
    }
}
