using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>An AppHost's entry point on a thread of its own, held at Build() until the test asks for the application.</summary>
internal sealed class EntryPointRun(Assembly appHost, string[] args,
    Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder) : Interception
{
    private readonly TaskCompletionSource<IDistributedApplicationBuilder> _builder = NewSource<IDistributedApplicationBuilder>();
    private readonly TaskCompletionSource<DistributedApplication> _application = NewSource<DistributedApplication>();
    private readonly TaskCompletionSource _mayBuild = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder)
    {
        var defaults = new BuilderDefaults(args, configureBuilder);
        Current = defaults;
        try
        {
            return DistributedApplication.CreateBuilder(args);
        }
        finally
        {
            Current = null;
        }
    }

    public Task<IDistributedApplicationBuilder> StartAsync(CancellationToken cancellationToken)
    {
        var thread = new Thread(Run) { IsBackground = true, Name = $"entry point of {appHost.GetName().Name}" };
        thread.Start();
        return _builder.Task.WaitAsync(cancellationToken);
    }

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _mayBuild.TrySetResult();
        return _application.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Lets an entry point go that will not be built any more.</summary>
    public void Abandon() => _mayBuild.TrySetCanceled();

    public override void Configure(DistributedApplicationOptions options, HostApplicationBuilderSettings settings) =>
        TestingDefaults.Apply(appHost, args, options, settings, configureBuilder);

    public override void AddLaunchProfile(HostApplicationBuilderSettings settings, string appHostDirectory) =>
        TestingDefaults.AddLaunchProfile(settings, appHostDirectory);

    public override void AwaitBuild(IDistributedApplicationBuilder builder)
    {
        _builder.TrySetResult(builder);
        _mayBuild.Task.GetAwaiter().GetResult(); // this thread has nothing else to do
    }

    public override void Built(DistributedApplication application) => _application.TrySetResult(application);

    private static TaskCompletionSource<T> NewSource<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Run()
    {
        Current = this;
        try
        {
            var main = appHost.EntryPoint
                ?? throw new InvalidOperationException($"{appHost.GetName().Name} has no entry point: name a type of an AppHost.");
            main.Invoke(null, main.GetParameters().Length == 0 ? null : [args]);
            Fail(new InvalidOperationException("The entry point exited without building an application."));
        }
        catch (TargetInvocationException exception)
        {
            Fail(exception.InnerException ?? exception);
        }
        catch (InvalidOperationException exception)
        {
            Fail(exception);
        }
    }

    // Only the first outcome counts: after the application was built, this is merely the end of its run.
    private void Fail(Exception exception)
    {
        if (!_builder.TrySetException(exception))
            _application.TrySetException(exception);
    }
}
