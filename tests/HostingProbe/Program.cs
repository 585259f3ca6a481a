using System.Collections;
using Aspire.Hosting;

if (args is ["as-nothing"])
    return;

if (args is ["as-apphost", .. var settings])
{
    var builder = DistributedApplication.CreateBuilder(settings);
    builder.AddExecutable("child", "/bin/sh", "/tmp", "-c", "echo child $$; sleep 60 & echo grandchild $!; wait");
    await builder.Build().RunAsync();
    return;
}

// As a service it answers with what it was given: its process and its environment.
var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/health", () => "healthy");
app.MapGet("/pid", () => Environment.ProcessId);
app.MapGet("/environment", () => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value));
await app.RunAsync();
