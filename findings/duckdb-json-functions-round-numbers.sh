#!/usr/bin/env bash
# DuckDB 1.5.6 (DuckDB.NET.Data.Full 1.5.6.1), extension json as it comes built in.
#
# One would guess: JSON in DuckDB is the text that it is (a cast from VARCHAR to JSON keeps every character), so what json_extract, ->
# and ->> take out of it, and what a struct or a list of JSON becomes as JSON, is a piece of that text.
# Seen: a number with a fraction is read as a double on the way: 1.10 comes out as 1.1, and one of thirty digits loses all but
# seventeen, in ->> too, whose result is a text. Whole numbers, however long, keep their digits. A cast of a JSON array to VARCHAR[]
# rounds as well.
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
const string Json = """'{"price":1.10,"rate":0.12345678901234567890,"id":123456789012345678901234567890}'::JSON""";
foreach (var expression in new[]
{
    $"{Json}", $"{Json}->'price'", $"{Json}->>'price'", $"{Json}->>'rate'", $"{Json}->>'id'", "to_json({'price': '1.10'::JSON})",
    "array_to_string('[1.10, 0.12345678901234567890]'::JSON::VARCHAR[], ' ')",
})
{
    command.CommandText = $"SELECT CAST({expression} AS VARCHAR)";
    Console.WriteLine(command.ExecuteScalar());
}
CS
dotnet run probe.cs | tee out
diff out - <<'EXPECTED'
{"price":1.10,"rate":0.12345678901234567890,"id":123456789012345678901234567890}
1.1
1.1
0.12345678901234568
123456789012345678901234567890
{"price":1.1}
1.1 0.12345678901234568
EXPECTED
echo "As described."
