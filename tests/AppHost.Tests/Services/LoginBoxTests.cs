using EtlAspire.AppHost.Orchestrating;
using EtlAspire.AppHost.Services;

namespace EtlAspire.AppHost.Tests.Services;

public sealed class LoginBoxTests : IDisposable
{
    private readonly TextWriter _console = Console.Out;
    private readonly StringWriter _printed = new();

    public LoginBoxTests() => Console.SetOut(_printed);

    public void Dispose()
    {
        Console.SetOut(_console);
        _printed.Dispose();
    }

    [Fact]
    public async Task It_is_printed_when_the_page_answers_and_not_again_when_the_page_was_killed_and_is_back()
    {
        await AnswerAsync(traces: 18888, times: 2);

        Assert.Equal(
            ["Login to the dashboard at http://localhost:5080/login?t=secret", "Traces at http://localhost:18888/login?t=secret"],
            Links());
    }

    [Fact]
    public async Task Without_a_page_of_traces_there_is_no_line_for_it()
    {
        await AnswerAsync(traces: null, times: 1);

        Assert.Equal(["Login to the dashboard at http://localhost:5080/login?t=secret"], Links());
    }

    private static async Task AnswerAsync(int? traces, int times)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        var dashboard = AddPage(builder.AddResource(new ProjectResource("dashboard")), 5080).ShowLogin("secret");
        if (traces is { } port)
            AddPage(builder.AddResource(new ProjectResource(TracesDashboard.ResourceName)), port);
        await using var application = builder.Build();
        var ready = new ResourceReadyEvent(dashboard.Resource, application.Services);
        for (var time = 0; time < times; time++)
            await builder.Eventing.PublishAsync(ready, TestContext.Current.CancellationToken);
    }

    private static IResourceBuilder<ProjectResource> AddPage(IResourceBuilder<ProjectResource> page, int port) => page
        .WithEndpoint(scheme: "http", name: "http")
        .WithEndpoint("http", endpoint => endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port));

    // All but the rules around them.
    private IEnumerable<string> Links() => _printed.ToString().Split('\n').Where(line => line.Contains("http", StringComparison.Ordinal));
}
