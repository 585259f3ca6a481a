#!/usr/bin/env bash
# DuckDB 1.5.6 (DuckDB.NET.Data.Full 1.5.6.1), extension icu as it comes built in.
#
# One would guess: CAST(text AS TIMESTAMPTZ) reads each text by itself. One that names a zone is of that zone, and one that names none
# is of the session's TimeZone.
# Seen: a text with a time of hours, minutes and seconds that names a zone changes how the texts after it in the same chunk are
# read: those without a zone are taken to be of that zone too, until another one names its own. In another order the same texts are
# other moments. The first text without a zone, before any that names one, is right.
#
# Needs the .NET SDK 10. Exit code 0: behaves as described; 1: no longer.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cd "$folder"
cat >probe.cs <<'CS'
#:package DuckDB.NET.Data.Full@1.5.6.1
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false
using DuckDB.NET.Data;

using var connection = new DuckDBConnection("DataSource=:memory:");
connection.Open();
using var command = connection.CreateCommand();
command.CommandText = "SET TimeZone = 'UTC'";
command.ExecuteNonQuery();
foreach (var order in new[] { "i", "-i" })
{
    command.CommandText =
        $"""
        SELECT string_agg(strftime(CAST(text AS TIMESTAMPTZ), '%d %H:%M'), ', ')
        FROM (SELECT text FROM (VALUES (1, '2024-01-05 00:00:00'), (2, '2024-01-01 00:00:00 Europe/Berlin'), (3, '2024-01-06 00:00:00'))
            texts(i, text) ORDER BY {order})
        """;
    Console.WriteLine(command.ExecuteScalar());
}
CS
dotnet run probe.cs | tee out
# In UTC these are 05 00:00, 31 23:00 and 06 00:00 in whatever order.
diff out - <<'EXPECTED'
05 00:00, 31 23:00, 05 23:00
06 00:00, 31 23:00, 04 23:00
EXPECTED
echo "As described."
