# Sourced by run.sh, test.sh and bench.sh: what they share, and the set-up of the machine.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say() { printf '%s\n' "$*" >&2; }
fail() { say "${0##*/}: $*"; exit 1; }

# Installs Debian packages, without leaving their services running: ours are started by the AppHost.
# In a subshell, whose trap takes the policy away again even when the script is broken off.
install_packages() (
  sudo=''
  command -v apt-get >/dev/null || fail "please install: $* (this script only knows Debian's packages)"
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || fail "please install as root: apt-get install $*"
    sudo='sudo -n'
  fi

  say "Installing $* ..."
  policy=/usr/sbin/policy-rc.d status=0
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$log"; $sudo rm -f "$policy"' EXIT
    trap 'exit 130' INT TERM
    printf '#!/bin/sh\nexit 101\n' | $sudo tee "$policy" >/dev/null
    $sudo chmod +x "$policy"
  fi

  {
    $sudo apt-get update -q &&
      $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
  } </dev/null >"$log" 2>&1 || status=$?
  if [ "$status" -ne 0 ]; then
    tail -n 5 "$log" >&2
    fail "could not install $*"
  fi

  # The policy keeps them from starting now; this keeps them from starting with the machine. Only what is new here:
  # a server that somebody already runs is theirs.
  for package in "$@"; do
    case $package in
      rabbitmq-server | postgresql)
        if [ -d /run/systemd/system ]; then $sudo systemctl disable --quiet "$package" 2>/dev/null || true; fi ;;
    esac
  done
)

have_postgres() { compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null; }
have_rabbitmq() { compgen -G '/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server' >/dev/null; }

# A container engine that answers, as the AppHost looks for one.
have_container_engine() {
  local engine
  for engine in docker podman; do
    if command -v "$engine" >/dev/null && timeout 10 "$engine" info >/dev/null 2>&1; then return; fi
  done
  return 1
}

# The packages of the servers that will run as processes and are not there.
missing_servers() {
  local missing=()
  [ -n "${ConnectionStrings__warehouse:-}" ] || have_postgres || missing+=(postgresql)
  [ -n "${ConnectionStrings__messaging:-}" ] || have_rabbitmq || missing+=(rabbitmq-server)
  [ "${#missing[@]}" -gt 0 ] || return 0
  case ${ETL_SERVERS:-} in
    containers) ;; # the AppHost says so where there is no engine
    processes) echo "${missing[@]}" ;;
    *) have_container_engine || echo "${missing[@]}" ;;
  esac
}

# require_packages [servers] [chromium]: installs what is missing of what building takes, of the servers, of browser tests.
require_packages() {
  command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing: see https://dotnet.microsoft.com/download"
  local missing=() servers=() what
  command -v npm >/dev/null || missing+=(nodejs npm)
  for what in "$@"; do
    case $what in
      servers) read -ra servers < <(missing_servers) || true; missing+=("${servers[@]}") ;;
      chromium) command -v chromium >/dev/null || missing+=(chromium) ;;
    esac
  done
  if [ "${#missing[@]}" -gt 0 ]; then install_packages "${missing[@]}"; fi
}

# build CONFIGURATION PROJECT_OR_SOLUTION [ARGUMENTS]: quiet when it goes well.
build() {
  local configuration=$1 what=$2 log
  shift 2
  say "Building ${what##*/} (the first time takes a few minutes) ..."
  log=$(mktemp)
  if ! dotnet build "$what" -c "$configuration" -v quiet -nologo "$@" </dev/null >"$log" 2>&1; then
    grep -E 'error|warning' "$log" | sort -u | head -n 20 >&2 || tail -n 20 "$log" >&2
    rm -f "$log"
    fail "the build failed"
  fi
  rm -f "$log"
}

# build_if_changed CONFIGURATION PROJECT [ARGUMENTS]: builds unless every file is as and where it was after the last build:
# what is built knows its place, and would start the programs of the old one.
build_if_changed() {
  local stamp=artifacts/.built-$1 files
  files=$(find . \( -name artifacts -o -name .git -o -name .data -o -name node_modules -o -name lib \) \
    -prune -o -type f -printf "$root/%p %s %T@\n" | sort | sha256sum)
  if [ "$files" != "$(cat "$stamp" 2>/dev/null)" ]; then
    build "$@"
    echo "$files" >"$stamp"
  fi
}
