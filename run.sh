#!/usr/bin/env bash
# Starts EtlAspire: ./run.sh [--aspire|--local]. Ctrl+C stops all of it.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scripts/setup.sh"

# A container engine that answers, or nothing.
container_engine() {
  local engine
  for engine in docker podman; do
    if command -v "$engine" >/dev/null && timeout 10 "$engine" info >/dev/null 2>&1; then
      echo "$engine"
      return
    fi
  done
}

aspire_restores() {
  timeout 300 dotnet restore AppHost/AppHost.csproj -p:UseAspire=true -v quiet -nologo </dev/null >/dev/null 2>&1
}

mode=''
case "${1:-}" in
  --aspire) mode=aspire; shift ;;
  --local) mode=local; shift ;;
esac
if [ -z "$mode" ]; then
  engine=$(container_engine)
  if [ -z "$engine" ]; then
    mode=local
    say "Running on local processes: no container engine (docker, podman) answers."
  elif ! aspire_restores; then
    mode=local
    say "Running on local processes: $engine answers, but the Aspire packages do not restore."
  else
    mode=aspire
    say "Running on Aspire with $engine."
  fi
fi

# What AppHost/Properties/launchSettings.json sets for 'dotnet run'.
export ASPNETCORE_ENVIRONMENT=Development DOTNET_ENVIRONMENT=Development
export ASPNETCORE_URLS="${ASPNETCORE_URLS:-http://localhost:18888}"
# The runtime sizes its youngest generation by the processor's cache, which may be hundreds of megabytes: 16 are plenty.
export DOTNET_GCgen0size=0x1000000
if [ "$mode" = aspire ]; then
  command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing: see https://dotnet.microsoft.com/download"
  exec dotnet run --project AppHost -c Release -p:UseAspire=true -- "$@"
fi

require_packages
build_if_changed Release AppHost/AppHost.csproj -p:UseAspire=false
exec dotnet exec artifacts/bin/AppHost/release/EtlAspire.AppHost.dll "$@"
