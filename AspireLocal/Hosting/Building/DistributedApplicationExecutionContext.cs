namespace Aspire.Hosting;

/// <summary>The stand-in only runs; publishing is the real Aspire's.</summary>
public class DistributedApplicationExecutionContext
{
    private readonly Func<IServiceProvider?> _services;

    internal DistributedApplicationExecutionContext(Func<IServiceProvider?> services) => _services = services;

    public DistributedApplicationOperation Operation { get; } = DistributedApplicationOperation.Run;

    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    public IServiceProvider Services =>
        _services() ?? throw new InvalidOperationException("The services exist once the application is built.");
}

public enum DistributedApplicationOperation
{
    Run,
    Publish,
}
