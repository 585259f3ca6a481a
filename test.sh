#!/usr/bin/env bash
# Builds everything, runs every test and ends with the line 'N passed, N failed'.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scripts/setup.sh"
. scripts/test-postgres.sh

require_packages chromium
export UseAspire=false # the tests run here on local processes
build Release EtlAspire.sln
start_test_postgres

passed=0 failed=0 skipped=0
for project in tests/*.Tests; do
  name=${project#tests/}
  log=$(mktemp)
  status=0
  # Thirty minutes end a test that hangs; a host that is ended takes its children along.
  timeout --kill-after=60 1800 dotnet exec "artifacts/bin/$name/release/EtlAspire.$name.dll" -noColor </dev/null >"$log" 2>&1 || status=$?
  cat "$log"
  summary=$(grep -oE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -n 1 || true)
  rm -f "$log"
  if [ -z "$summary" ]; then
    say "$name ran no test (exit code $status)."
    failed=$((failed + 1))
    continue
  fi
  read -r total errors failures skips < <(grep -oE '[0-9]+' <<<"$summary" | paste -sd ' ')
  if [ "$status" -ne 0 ] && [ $((errors + failures)) -eq 0 ]; then errors=1; fi
  passed=$((passed + total - failures - skips))
  failed=$((failed + failures + errors))
  skipped=$((skipped + skips))
done

line="$passed passed, $failed failed"
if [ "$skipped" -gt 0 ]; then line="$line, $skipped skipped"; fi
echo "$line"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
