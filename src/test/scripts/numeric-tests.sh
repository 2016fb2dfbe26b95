#!/usr/bin/env bash
# Runs the numeric tests once under every instruction set that this processor has, each held by oneDNN's own switches, and writes
# how much of its bound each comparison used to target/margins-SET.txt, the largest share first:
#   src/test/scripts/numeric-tests.sh [TESTS]     TESTS as for -Dtest
#   src/test/scripts/numeric-tests.sh --list      names the numeric tests and ends
# Numeric is every test of the engine that compares with a bound, so that a new one cannot be left out. ./mvnw verify -Plong calls this.
set -euo pipefail
cd "$(dirname "$0")/../../.."

bound='within\(|withPercentage\(|offset\(|is(Less|Greater)Than(OrEqualTo)?\(|isBetween\('
numeric=$(grep -rlE "$bound" src/test/java/lab/obscura/engine --include='*Test.java' | sed 's|.*/||; s|\.java$||' | sort)
if [ "${1:-}" = --list ]; then
  echo "$numeric"
  exit
fi
tests=${1:-$(echo "$numeric" | paste -s -d ,)}
has() { grep -m 1 '^flags' /proc/cpuinfo | grep -qw "$1"; }

sets=(SSE41)
has avx && sets+=(AVX)
has avx2 && sets+=(AVX2)
has avx512bw && sets+=(AVX512_CORE)

failed=0
for set in "${sets[@]}"; do
  echo "Instruction set $set"
  margins=$PWD/target/margins-$set.txt
  rm -f "$margins"
  DNNL_MAX_CPU_ISA=$set ONEDNN_MAX_CPU_ISA=$set ./mvnw --batch-mode --no-transfer-progress -q -DskipFrontend \
    -Dtests.longest=14400 -Dtest="$tests" -Dobscura.test.margins="$margins" test < /dev/null || failed=1
  if [ -f "$margins" ]; then
    sort -rn -o "$margins" "$margins"
    head -n 10 "$margins"
  fi
done
exit "$failed"
