#!/usr/bin/env bash
# Measures EtlAspire beside other ways of doing its job, or beside another checkout: ./bench.sh --help
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scripts/setup.sh"

# The usual way is Python's, with Debian's packages; the bare one is psql's.
require_other_ways() {
  local missing=()
  if ! /usr/bin/python3 -c 'import pandas, sqlalchemy, psycopg2' 2>/dev/null; then
    missing+=(python3-pandas python3-sqlalchemy python3-psycopg2)
  fi
  command -v psql >/dev/null || missing+=(postgresql-client)
  if [ "${#missing[@]}" -gt 0 ]; then install_packages "${missing[@]}"; fi
}

export ETL_SERVERS=processes # they are measured as they run here
require_packages servers
case " $* " in " stages "* | *" --beside "*) ;; *) require_other_ways ;; esac
build Release AppHost/AppHost.csproj
build Release tests/Benchmarks/Benchmarks.csproj
exec dotnet exec artifacts/bin/Benchmarks/release/EtlAspire.Benchmarks.dll "$@"
