#!/usr/bin/env bash
# Aspire.Cli 13.6.5, Aspire.AppHost.Sdk 13.6.4 with Aspire.Hosting.AppHost 13.6.5.
#
# One would guess: an HTTP request that a resource's command makes is the beginning of a trace, so that the service it calls
# records one, whoever gives the command.
# Seen: executed through the same process, as the dashboard and tests do, there is no activity and no traceparent. Asked for by
# `aspire resource NAME COMMAND`, the command runs within an activity that nobody records, and HttpClient sends its
# traceparent along, which ends in -00. A service that samples as its caller does, OpenTelemetry's default, then records
# nothing at all: what was asked for on the command line has no trace.
# `new SocketsHttpHandler { ActivityHeadersPropagator = null }` sends none, and the service begins a trace of its own.
#
# Needs the .NET SDK 10. Exit code 0: behaves as described; 1: no longer.
set -euo pipefail
folder=$(mktemp -d)
runner=''
finish() {
  if [ -n "$runner" ]; then kill -TERM "$runner" 2>/dev/null || true; wait "$runner" 2>/dev/null || true; fi
  rm -rf "$folder"
}
trap finish EXIT
export ASPIRE_CLI_TELEMETRY_OPTOUT=true DOTNET_CLI_TELEMETRY_OPTOUT=true ASPIRE_ALLOW_UNSECURED_TRANSPORT=true
cd "$folder"
dotnet tool install Aspire.Cli --version 13.6.5 --tool-path tools >/dev/null

mkdir Host
cat >Host/Host.csproj <<'XML'
<Project Sdk="Aspire.AppHost.Sdk/13.6.4">
  <PropertyGroup>
    <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="Aspire.Hosting.AppHost" Version="13.6.5" /></ItemGroup>
</Project>
XML
cat >Host/Program.cs <<'CS'
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;

var builder = DistributedApplication.CreateBuilder(args);
builder.Configuration["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://127.0.0.1:0";
builder.AddExecutable("clock", "sleep", "/", "600")
    .WithCommand("ask", "Ask", async _ => Told(await TraceparentAsync(new SocketsHttpHandler())))
    .WithCommand("ask-alone", "Ask alone", async _ => Told(await TraceparentAsync(new SocketsHttpHandler { ActivityHeadersPropagator = null })));
var app = builder.Build();
await app.StartAsync();
var here = await app.ResourceCommands.ExecuteCommandAsync("clock", "ask");
await File.WriteAllTextAsync("../here.out", here.Message + "\n");
await app.WaitForShutdownAsync();

static ExecuteCommandResult Told(string words) => CommandResults.Success(words, words);

// Asks a server of its own, and says what stood in the request's header.
static async Task<string> TraceparentAsync(SocketsHttpHandler handler)
{
    using var port = new TcpListener(IPAddress.Loopback, 0);
    port.Start();
    var asked = new HttpClient(handler).GetAsync($"http://{port.LocalEndpoint}/");
    using var caller = await port.AcceptTcpClientAsync();
    using var reader = new StreamReader(caller.GetStream());
    var traceparent = "none";
    while (await reader.ReadLineAsync() is { Length: > 0 } line)
    {
        if (line.StartsWith("traceparent:", StringComparison.OrdinalIgnoreCase))
            traceparent = line[12..].Trim();
    }

    await caller.GetStream().WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray());
    await asked;
    return traceparent;
}
CS

tools/aspire run --project Host/Host.csproj --non-interactive --nologo >run.log 2>&1 &
runner=$!
command() { timeout 60 tools/aspire resource clock "$1" --non-interactive --nologo >"$1.out" 2>"$1.err"; }
for _ in $(seq 120); do
  if command ask; then break; fi
  sleep 1
done
command ask-alone
for _ in $(seq 20); do
  if [ -f here.out ]; then break; fi
  sleep 1
done

echo "within the process:   $(cat here.out)"
echo "by the command line:  $(cat ask.out)"
echo "without a propagator: $(cat ask-alone.out)"
grep -qx 'none' here.out
grep -qE '^00-[0-9a-f]{32}-[0-9a-f]{16}-00$' ask.out
grep -qx 'none' ask-alone.out
echo 'As described.'
