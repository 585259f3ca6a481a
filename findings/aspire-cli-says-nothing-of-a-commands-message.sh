#!/usr/bin/env bash
# Aspire.Cli 13.6.5, Aspire.AppHost.Sdk 13.6.4 with Aspire.Hosting.AppHost 13.6.5.
#
# One would guess: `aspire resource NAME COMMAND` prints what a command answers by CommandResults.Success("…"), as the
# dashboard shows it and as the command line itself prints the words of CommandResults.Failure("…").
# Seen: of a success it prints only that the command was executed; the message is nowhere, neither on standard output nor on
# standard error. Only the third form, Success(message, result), prints its result, on standard output.
# Who wants both to show something passes the words twice.
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

var builder = DistributedApplication.CreateBuilder(args);
builder.Configuration["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://127.0.0.1:0";
builder.AddExecutable("clock", "sleep", "/", "600")
    .WithCommand("message", "Message", _ => Task.FromResult(CommandResults.Success("twelve o'clock")))
    .WithCommand("result", "Result", _ => Task.FromResult(CommandResults.Success("twelve o'clock", "noon")))
    .WithCommand("failure", "Failure", _ => Task.FromResult(CommandResults.Failure("the clock stands still")));
builder.Build().Run();
CS

tools/aspire run --project Host/Host.csproj --non-interactive --nologo >run.log 2>&1 &
runner=$!
command() { timeout 60 tools/aspire resource clock "$1" --non-interactive --nologo >"$1.out" 2>"$1.err"; }
for _ in $(seq 120); do
  if command message; then break; fi
  sleep 1
done
command result
command failure || true

for form in message result failure; do
  echo "--- $form: standard output"; cat "$form.out"
  echo "--- $form: standard error"; cat "$form.err"
done
grep -q 'executed successfully' message.err
if grep -q "o'clock" message.out message.err; then exit 1; fi
grep -qx 'noon' result.out
if grep -q "o'clock" result.out result.err; then exit 1; fi
grep -q 'the clock stands still' failure.out failure.err
echo 'As described.'
