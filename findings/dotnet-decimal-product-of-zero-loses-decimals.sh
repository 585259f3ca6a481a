#!/usr/bin/env bash
# .NET 10, System.Decimal.
#
# One would guess: a product has as many decimals as both factors together, as in PostgreSQL's numeric and as the documentation's
# examples of decimals that are kept suggest: 9.07 * 0 is 0.00, and so 9.0749806608 * 0 is 0.0000000000.
# Seen: it is, as long as the unscaled factor that is not zero fits 32 bits. With a larger one the product is 0 without any decimals.
#
# Needs the .NET SDK 10. Exit code 0: behaves as described; 1: no longer.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cd "$folder"
cat >probe.cs <<'CS'
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false
foreach (var (left, right) in new[] { (9.07m, 0m), (42949672.95m, 0m), (42949672.96m, 0m), (0.00m, 42949672.96m), (42949672.96m, 2m) })
    Console.WriteLine(FormattableString.Invariant($"{left} * {right} = {left * right}"));
CS
dotnet run probe.cs | tee out
diff out - <<'EXPECTED'
9.07 * 0 = 0.00
42949672.95 * 0 = 0.00
42949672.96 * 0 = 0
0.00 * 42949672.96 = 0
42949672.96 * 2 = 85899345.92
EXPECTED
echo "As described."
