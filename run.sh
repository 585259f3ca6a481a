#!/usr/bin/env bash
# Starts EtlAspire. Ctrl+C stops all of it. README.md lists what may be set.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scripts/setup.sh"

for argument in "$@"; do
  [[ $argument == --*=* ]] || fail "'$argument' is nothing that can be set: README.md lists the settings (variables, or --NAME=VALUE)"
done

require_packages servers
build_if_changed Release AppHost/AppHost.csproj
say "Starting EtlAspire ..."

# What AppHost/Properties/launchSettings.json sets for 'dotnet run'.
export ASPNETCORE_ENVIRONMENT=Development DOTNET_ENVIRONMENT=Development
# The runtime sizes its youngest generation by the processor's cache, which may be hundreds of megabytes: 16 are plenty.
export DOTNET_GCgen0size=0x1000000
exec dotnet exec artifacts/bin/AppHost/release/EtlAspire.AppHost.dll "$@"
