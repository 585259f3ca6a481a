using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Aspire keeps this one marker in the outer namespace.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;
