#!/usr/bin/env bash
# Builds everything, runs every test and ends with the line 'N passed, N failed'.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scripts/setup.sh"
. scripts/test-postgres.sh

export ETL_SERVERS=processes
require_packages servers chromium
build Release EtlAspire.sln
start_test_postgres

# failures_of LOG: its failed tests and failed clean-ups with their messages and stacks, 30 lines each at most.
failures_of() {
  awk '
    /^    ([^ ].* \[FAIL\]|\[.* Failure.*\].*)$/ { lines = 30; print; next }
    !/^     / { lines = 0 }
    lines-- > 0
  ' "$1"
}

passed=0 failed=0 skipped=0 report=''
for project in tests/*.Tests; do
  name=${project#tests/}
  log=$(mktemp)
  status=0
  # Thirty minutes end a test that hangs; a host that is ended takes its children along.
  timeout --kill-after=60 1800 dotnet exec "artifacts/bin/$name/release/EtlAspire.$name.dll" -noColor </dev/null >"$log" 2>&1 || status=$?
  cat "$log"
  summary=$(grep -oE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -n 1 || true)
  failures=$(failures_of "$log")
  if [ -n "$failures" ]; then report+="$name"$'\n'"$failures"$'\n'; fi
  rm -f "$log"
  if [ -z "$summary" ]; then
    report+="$name ran no test (exit code $status)."$'\n'
    failed=$((failed + 1))
    continue
  fi
  read -r total errors fails skips < <(grep -oE '[0-9]+' <<<"$summary" | paste -sd ' ')
  if [ "$status" -ne 0 ] && [ $((errors + fails)) -eq 0 ]; then
    errors=1 report+="$name ended with exit code $status."$'\n'
  fi
  passed=$((passed + total - fails - skips))
  failed=$((failed + fails + errors))
  skipped=$((skipped + skips))
done

# Once more, where they are seen: one project's output can be longer than what a terminal or a CI keeps.
printf '%s' "$report"
line="$passed passed, $failed failed"
if [ "$skipped" -gt 0 ]; then line="$line, $skipped skipped"; fi
echo "$line"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
