# Sourced by test.sh: a PostgreSQL of the tests' own, which is gone when the script ends.

start_test_postgres() {
  local bin as=() data port
  bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1)
  data=$(mktemp -d "${TMPDIR:-/tmp}/etl-test-postgres.XXXXXX")
  if [ "$(id -u)" -eq 0 ]; then
    as=(setpriv --reuid=postgres --regid=postgres --init-groups)
    chown postgres "$data"
  fi

  (cd "$data" && "${as[@]}" "$bin/initdb" -D "$data/db" -U postgres -A trust --no-sync >/dev/null) ||
    fail "the tests' PostgreSQL cannot be set up in $data"
  port=$(free_port)
  (
    cd "$data"
    exec "${as[@]}" setpriv --pdeathsig INT "$bin/postgres" -D "$data/db" -p "$port" -k "$data" \
      -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200
  ) </dev/null >"$data/log" 2>&1 &
  test_postgres=$! test_postgres_data=$data
  trap stop_test_postgres EXIT

  local tries
  for tries in $(seq 100); do
    if "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; then
      export ETL_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres"
      return
    fi
    sleep 0.1
  done
  tail -n 5 "$data/log" >&2
  fail "the tests' PostgreSQL did not answer within 10 s"
}

stop_test_postgres() {
  kill -INT "$test_postgres" 2>/dev/null || true
  wait "$test_postgres" 2>/dev/null || true
  rm -rf "$test_postgres_data"
}

free_port() {
  local port
  for port in $(shuf -i 20000-29999 -n 50); do
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      return
    fi
  done
  fail "no free port between 20000 and 29999"
}
