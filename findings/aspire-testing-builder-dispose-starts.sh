#!/usr/bin/env bash
# Aspire.Hosting.Testing 13.6.5 (with Aspire.AppHost.Sdk 13.6.4), .NET 10.
# One would guess: a DistributedApplicationTestingBuilder that is disposed of before BuildAsync gives the model back, and nothing
# of the application ever runs: the builder is made to look at the model.
# Seen: DisposeAsync lets the AppHost's own entry point go on. It builds and starts the application for real, orchestrator and
# resources included, and DisposeAsync waits for that. Here a resource that makes a file has made it.
# What to do: look at a model through DistributedApplication.CreateBuilder and the extension methods that fill it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 HOME="$work/home" NUGET_PACKAGES="${NUGET_PACKAGES:-$HOME/.nuget/packages}"
mkdir -p "$work/App" "$work/Probe" "$HOME"

cat >"$work/App/App.csproj" <<'XML'
<Project Sdk="Aspire.AppHost.Sdk/13.6.4">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <AspireUseCliBundle>false</AspireUseCliBundle>
    <NoWarn>ASPIRE010;NU1603</NoWarn>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="Aspire.Hosting.AppHost" Version="13.6.5" /></ItemGroup>
</Project>
XML
cat >"$work/App/Program.cs" <<CS
var builder = DistributedApplication.CreateBuilder(args);
builder.AddExecutable("witness", "touch", "$work", "$work/ran");
await builder.Build().RunAsync();
CS
cat >"$work/Probe/Probe.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <NoWarn>NU1603</NoWarn>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Aspire.Hosting.Testing" Version="13.6.5" />
    <ProjectReference Include="../App/App.csproj" />
  </ItemGroup>
</Project>
XML
cat >"$work/Probe/Program.cs" <<CS
var builder = await Aspire.Hosting.Testing.DistributedApplicationTestingBuilder.CreateAsync<Projects.App>();
Console.WriteLine(\$"before DisposeAsync: {File.Exists("$work/ran")}");
await builder.DisposeAsync();
Console.WriteLine(\$"after DisposeAsync: {File.Exists("$work/ran")}");
CS

dotnet build "$work/Probe" -v quiet -nologo >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
seen=$(timeout 120 dotnet run --no-build --project "$work/Probe" 2>/dev/null | grep DisposeAsync) || true
echo "$seen"
[ "$seen" = $'before DisposeAsync: False\nafter DisposeAsync: True' ] || { echo "changed: see the head of this script"; exit 1; }
